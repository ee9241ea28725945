"""Editors see which links of their live pages lead readers nowhere, where they stand, and why."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupPagePermission

from cms_apps.accounts.models import User
from cms_apps.content.dead_links.judging import is_outside, path_of_ours
from cms_apps.content.dead_links.services import look_at_pages
from cms_apps.content.models import DeadLink
from cms_apps.content.ticks import look_for_dead_links
from cms_apps.media.models import Download
from cms_apps.pages.models import StandardPage
from cms_apps.pages.setup.groups import EDITORS

NOW = dt.datetime(2027, 1, 11, 9, 0, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def home(kept_site):
    home = kept_site.give()
    look_at_pages()  # what setup made is of no interest here
    DeadLink.objects.all().delete()
    return home


def add(home, title, *, publish=True, **fields):
    page = StandardPage(title=title, slug=title.lower(), locale=home.locale, live=False, **fields)
    home.add_child(instance=page)
    revision = page.save_revision()
    if publish:
        revision.publish()
        page.refresh_from_db()
    return page


def rich(*links):
    return ("text", f"<p>{' '.join(links)}</p>")


def to_page(page, words):
    return f'<a linktype="page" id="{page.pk}">{words}</a>'


def rows(page):
    return {(row.text, row.reason) for row in page.dead_links.all()}


def test_each_kind_of_dead_target_is_named_and_the_others_are_not(home):
    there, never = add(home, "Da"), add(home, "Nie", publish=False)
    withdrawn, expired, gone = add(home, "Zurueck"), add(home, "Vorbei"), add(home, "Weg")
    later = add(home, "Spaeter", go_live_at=NOW + dt.timedelta(days=2))
    file = Download.objects.create(title="Blatt", file=ContentFile(b"x", "blatt.txt"))
    lost = Download.objects.create(title="Alt", file=ContentFile(b"x", "alt.txt"))
    body = [
        rich(*(to_page(page, page.title) for page in (there, never, withdrawn, expired, gone, later))),
        rich(
            f'<a linktype="document" id="{file.pk}">Blatt</a>',
            f'<a linktype="document" id="{lost.pk}">Altes Blatt</a>',
        ),
        ("button", {"title": "Knopf ins Leere", "page": gone, "address": ""}),
        ("button", {"title": "Knopf", "page": there, "address": ""}),
        ("downloads", {"heading": "Dokumente", "files": [file, lost]}),
        ("quote", {"text": "Ich gehe mit.", "name": "Selma", "office": ""}),
    ]
    page = add(home, "Seite", body=body)
    withdrawn.unpublish()
    expired.unpublish(set_expired=True)
    gone.delete()
    lost.delete()

    look_at_pages()

    assert rows(page) == {
        ("Nie", "never"), ("Zurueck", "withdrawn"), ("Vorbei", "expired"), ("Weg", "gone"), ("Spaeter", "later"),
        ("Altes Blatt", "gone"), ("Knopf ins Leere", "gone"), ("", "gone"),
    }  # fmt: skip
    assert page.dead_links.get(text="Nie").where == "Text, Block 1 (Text)"
    assert page.dead_links.get(text="Nie").target == "Nie"


LEADS = [
    "/bewerbung/",
    "/de/bewerbung/",
    "/aktuelles/",
    "/de/aktuelles",
    "/de/aktuelles/?jahr=2026#liste",
    "/de/aktuelles/feed/rss/",
    "/umgezogen/",
    "/um%20gezogen/",
    "http://testserver/de/aktuelles/",
    "mailto:jemand@beispiel.example",
    "https://[slip",  # of the pen
    "tel:+496115550101",
    "https://www.beispiel.example/gibtesnicht",  # nobody has asked there
]
NOWHERE = [
    "/bewerbunk/",
    "/de/aktuelles/feed/rss/nichts/da/",
    "/de/entwurf/",
    "/en/entwurf/",
    "/dokumente/99999/fort.pdf",
    "http://testserver/de/gibtesnicht/",
    "/%2F[slip",
    "/de/%00/",
]


def test_an_address_of_ours_is_followed_as_a_reader_follows_it(home):
    add(home, "Entwurf", publish=False)
    for old in ("/umgezogen", "/um%20gezogen"):
        Redirect.objects.create(old_path=old, redirect_link="/de/")
    buttons = [("button", {"title": "Los", "page": None, "address": one}) for one in (*LEADS, *NOWHERE)]
    page = add(home, "Seite", body=buttons)

    look_at_pages()

    assert sorted(page.dead_links.values_list("target", "reason")) == sorted(
        (one, "nowhere") for one in NOWHERE
    )


@pytest.mark.once
@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("//anderswo.example/de/", None),
        ("https://WWW.ANDERSWO.example/", None),
        ("https://testserver:8443/de/", None),
        ("http://testserver:80/de/", "/de/"),
        ("HTTP://TESTSERVER/de/%C3%BCber-uns/", "/de/%C3%BCber-uns/"),
        ("/de/%C3%BCber-uns/", "/de/%C3%BCber-uns/"),
    ],
)
def test_ours_is_what_leads_to_our_host_however_it_is_written(home, address, path):
    assert path_of_ours(address) == path
    assert is_outside(address) == (path is None and address.startswith("https"))


@pytest.mark.once
def test_places_on_the_same_page_are_no_addresses():
    assert path_of_ours("#liste") is None


def test_a_row_keeps_its_day_and_goes_when_the_target_is_back(home, clock):
    target = add(home, "Ziel")
    page = add(home, "Seite", body=[rich(to_page(target, "hin"))])
    look_at_pages()
    assert not rows(page)
    target.unpublish()

    clock.shift(dt.timedelta(hours=2))
    look_for_dead_links()
    clock.shift(dt.timedelta(days=3))
    look_for_dead_links()

    assert page.dead_links.get().since == NOW + dt.timedelta(hours=2)
    target.get_latest_revision().publish()
    clock.shift(dt.timedelta(hours=2))
    look_for_dead_links()
    assert not rows(page)


def test_a_page_that_was_changed_is_looked_at_before_all_others_and_a_withdrawn_one_has_no_row(home, clock):
    page = add(home, "Seite", body=[("button", {"title": "Los", "page": None, "address": "/nichts/"})])
    look_at_pages()
    assert rows(page)
    assert look_at_pages() == 0

    clock.shift(dt.timedelta(minutes=5))
    page.body = []
    page.save_revision().publish()
    assert look_at_pages() == 1
    assert not rows(page)

    DeadLink.objects.create(page=page, where="x", target="y", reason="gone", since=NOW)
    page.unpublish()
    look_at_pages()
    assert not DeadLink.objects.exists()


@pytest.fixture
def editor(home, client):
    """Edits below one page only."""
    user = User.objects.create_user("redaktion", "redaktion@vielfalt.example", "x")
    group = Group.objects.create(name="Bereich")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    own = add(home, "Eigene")
    right = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=own, permission=right)
    user.groups.add(group)
    client.force_login(user)
    user.own = own
    return user


def test_editors_see_what_they_may_change_with_the_way_to_the_editor(editor, home, client):
    body = [("button", {"title": "Hier los", "page": None, "address": "/nichts/"})]
    own, foreign = add(editor.own, "Meine", body=body), add(home, "Fremde", body=body)
    look_at_pages()

    html = client.get(reverse("dead_links")).content.decode()

    assert reverse("wagtailadmin_pages:edit", args=[own.pk]) in html
    assert reverse("wagtailadmin_pages:edit", args=[foreign.pk]) not in html
    for said in (
        "„Hier los“",
        "/nichts/",
        "Text, Block 1 (Schaltfläche)",
        "steht bei uns nichts",
        "11.\u00a0Januar 2027",
    ):
        assert said in html
    assert (
        "Kein Link führt ins Leere"
        in client.get(reverse("dead_links"), {"reason": "silent"}).content.decode()
    )
    table = b"".join(client.get(reverse("dead_links"), {"export": "csv"}).streaming_content).decode()
    assert "Hier los" in table
    assert "Fremde" not in table


def test_the_list_and_the_look_cost_the_same_for_few_rows_and_for_many(
    home, client, django_assert_max_num_queries, django_assert_num_queries
):
    chief = User.objects.create_user("redaktion", "redaktion@vielfalt.example", "x")
    chief.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(chief)
    add(home, "A", body=[("button", {"title": "Los", "page": None, "address": "/nichts/"})])
    look_at_pages()
    client.get(reverse("dead_links"))
    with django_assert_max_num_queries(20) as few:
        client.get(reverse("dead_links"))
    now = timezone.now()
    page = StandardPage.objects.get(title="A")
    DeadLink.objects.bulk_create(
        DeadLink(page=page, where="x", target=str(number), reason="gone", since=now) for number in range(70)
    )

    with django_assert_num_queries(len(few)):
        answer = client.get(reverse("dead_links"))
    assert len(answer.context["object_list"]) == 50


def test_whoever_may_change_no_page_does_not_get_the_list(home, client):
    user = User.objects.create_user("andere", "andere@vielfalt.example", "x")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    assert client.get("/admin/").status_code == 200
    assert client.get(reverse("dead_links")).status_code == 302
