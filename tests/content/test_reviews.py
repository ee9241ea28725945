"""Each page that grows old has somebody and a day; whoever opens the admin sees what waits for them."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from cms_apps.accounts.models import User
from cms_apps.content.models import BarrierReport, PageReview
from cms_apps.content.reviews.services import put_in_charge
from cms_apps.media.models import Picture
from cms_apps.pages.models import NewsPage, StandardPage
from cms_apps.pages.setup.groups import EDITORS

LIST = "/admin/zu-pruefen/"
NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def home(kept_site):
    return kept_site.give()


@pytest.fixture
def editor(home):
    user = User.objects.create_user(
        "redaktion", "redaktion@vielfalt.example", "x", first_name="Lea", last_name="Lang"
    )
    user.groups.add(Group.objects.get(name=EDITORS))
    return user


@pytest.fixture
def inside(client, editor):
    client.force_login(editor)
    return client


def add_page(home, title, *, days_ago=0, owner=None, live=True):
    page = home.add_child(
        instance=StandardPage(title=title, slug=title.lower(), locale=home.locale, owner=owner, live=live)
    )
    moment = timezone.now() - dt.timedelta(days=days_ago)
    StandardPage.objects.filter(pk=page.pk).update(last_published_at=moment)
    return page


def titles(answer):
    return [page.title for page in answer.context["object_list"]]


@pytest.fixture
def pages(home, editor):
    """Two of the editor's that are due, one of nobody's, one that is fresh, a draft, and old news."""
    other = User.objects.create_user("andere", "andere@vielfalt.example", "x")
    made = {
        "alt": add_page(home, "Alt", days_ago=367, owner=editor),
        "älter": add_page(home, "Aelter", days_ago=500, owner=other),
        "frisch": add_page(home, "Frisch", days_ago=364, owner=editor),
        "entwurf": add_page(home, "Entwurf", days_ago=900, owner=editor, live=False),
        "vereinbart": add_page(home, "Vereinbart", days_ago=1, owner=other),
    }
    put_in_charge(made["vereinbart"], responsible=editor, day=dt.date(2026, 11, 22))
    index = home.get_children().get(slug="aktuelles")
    index.add_child(instance=NewsPage(title="Meldung", lead="L", locale=home.locale, owner=editor))
    NewsPage.objects.update(last_published_at=NOW - dt.timedelta(days=2000))
    return made


def test_the_list_shows_the_longest_overdue_first_and_neither_drafts_nor_news(inside, pages):
    shown = titles(inside.get(LIST))

    assert [title for title in shown if title in {"Alt", "Aelter", "Frisch", "Vereinbart"}] == [
        "Aelter", "Alt", "Vereinbart", "Frisch",
    ]  # fmt: skip
    assert not {"Entwurf", "Meldung"} & set(shown)
    assert "Lea Lang" in inside.get(LIST, {"in_charge": pages["alt"].owner_id}).content.decode()


def test_the_list_is_narrowed_to_one_person_and_to_what_is_overdue(inside, editor, pages):
    assert titles(inside.get(LIST, {"due": "ja"})) == ["Aelter", "Alt", "Vereinbart"]
    assert titles(inside.get(LIST, {"due": "ja", "in_charge": editor.pk})) == ["Alt", "Vereinbart"]
    assert "Frisch" in titles(inside.get(LIST, {"due": "nein", "in_charge": editor.pk}))


def test_one_click_moves_the_day_and_only_by_post(inside, pages):
    address = reverse("page_reviewed", args=[pages["alt"].pk])
    assert inside.get(address).status_code == 405
    assert not PageReview.objects.filter(page=pages["alt"]).exists()

    answer = inside.post(address, follow=True)

    assert "Das nächste Mal am 23.11.2027." in answer.content.decode()
    assert titles(inside.get(LIST, {"due": "ja"})) == ["Aelter", "Vereinbart"]
    assert PageReview.objects.get(page=pages["vereinbart"]).responsible is not None


@pytest.mark.parametrize(
    ("day", "said"),
    [("2026-11-22", "liegt in der Vergangenheit"), ("gestern", "gültiges Datum")],
)
def test_a_day_that_is_none_is_refused_in_a_sentence(inside, pages, day, said):
    answer = inside.post(reverse("review_of_page", args=[pages["alt"].pk]), {"day": day})

    assert said in str(answer.context["form"].errors["day"])
    assert not PageReview.objects.filter(page=pages["alt"]).exists()


def test_somebody_else_is_put_in_charge(inside, editor, pages):
    address = reverse("review_of_page", args=[pages["älter"].pk])

    inside.post(address, {"responsible": editor.pk, "day": "2026-12-01"})

    review = PageReview.objects.get(page=pages["älter"])
    assert (review.responsible, timezone.localdate(review.due_at)) == (editor, dt.date(2026, 12, 1))


@pytest.mark.parametrize("name", ["review_of_page", "page_reviewed"])
def test_whoever_may_not_change_the_page_changes_no_review(client, pages, name):
    other = User.objects.get(username="andere")
    other.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(other)
    assert client.get("/admin/").status_code == 200

    client.post(reverse(name, args=[pages["alt"].pk]), {"day": "2026-12-01"})

    assert not PageReview.objects.filter(page=pages["alt"]).exists()


def test_the_list_costs_the_same_for_few_rows_and_for_many(
    inside, home, editor, django_assert_max_num_queries
):
    with django_assert_max_num_queries(30) as few:
        inside.get(LIST)
    for name in ("eins", "zwei", "drei"):
        add_page(home, name, owner=editor, days_ago=400)

    with django_assert_max_num_queries(
        len(few) + 1
    ):  # the names of whoever is in charge, if there is anybody
        assert len(titles(inside.get(LIST))) >= 3


def test_the_dashboard_says_what_waits_for_me(inside, pages):
    BarrierReport.objects.create(text="x", answer_by=dt.date(2026, 12, 1))
    Picture.objects.create(
        title="Fest", file="fest.png", width=1, height=1, consent_until=dt.date(2026, 12, 1)
    )

    html = inside.get("/admin/").content.decode()

    assert "2 Ihrer Seiten sind zu prüfen." in html
    assert "1 gemeldete Barriere ist offen." in html
    assert "1 Einwilligung zu einem Bild läuft bald ab." in html
    assert "Alles ist erledigt" not in html
