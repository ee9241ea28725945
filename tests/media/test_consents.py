"""A picture is shown as long as those who are seen agree; after that no page shows it, and the register says where it stood."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import ReferenceIndex

from cms_apps.accounts.models import User
from cms_apps.content.checking import findings
from cms_apps.media.models import Picture
from cms_apps.media.templatetags.pictures import shown_picture
from cms_apps.media.ticks import delete_sizes_of_gone
from cms_apps.pages.models import NewsPage
from cms_apps.pages.setup.groups import EDITORS

REGISTER = "/admin/einwilligungen/"
CREDIT = "Foto: Muster"
pytestmark = pytest.mark.django_db


@pytest.fixture
def home(db, kept_site):
    return kept_site.give()


def day(days):
    return timezone.localdate() + dt.timedelta(days=days)


def kept(title="Tor", **fields):
    file = get_test_image_file(filename="tor.png", size=(900, 600))
    return Picture.objects.create(title=title, description="Ein Tor", credit=CREDIT, file=file, **fields)


def news_with(home, picture, title="Ein Abend"):
    index = home.get_children().get(slug="aktuelles")
    page = NewsPage(title=title, lead="Alle kamen.", picture=picture, locale=home.locale)
    page.body = [("picture", {"picture": picture, "caption": "Am Tor"})]
    index.add_child(instance=page)
    page.save_revision().publish()
    return page


@pytest.fixture
def editor(home, client):
    user = User.objects.create_user("redaktion", "redaktion@vielfalt.example", "x", first_name="Lea")
    user.groups.add(Group.objects.get(name=EDITORS))
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("fields", "is_shown"),
    [
        ({}, True),
        ({"consent_of": "Gruppe"}, True),
        ({"consent_until": 0}, True),
        ({"consent_until": -1}, False),
        ({"consent_withdrawn_on": 0}, False),
        ({"consent_withdrawn_on": -9, "consent_until": 30}, False),
    ],
    ids=["nobody seen", "no end", "last day", "ended", "withdrawn today", "withdrawn before its end"],
)
def test_page_and_start_page_show_it_as_long_as_the_consent_holds(home, client, fields, is_shown):
    picture = kept(**{key: day(value) if isinstance(value, int) else value for key, value in fields.items()})
    page = news_with(home, picture)

    answers = [client.get(page.url), client.get(home.url)]

    assert [b"Ein Abend" in answer.content for answer in answers] == [True, True]
    sizes = [b".width-800" in answers[0].content, b".fill-800x533" in answers[1].content]
    assert sizes == [is_shown, is_shown]
    assert answers[0].content.decode().count(CREDIT) == (2 if is_shown else 0)
    assert (b"Am Tor" in answers[0].content) is is_shown
    assert bool(shown_picture(picture, sizes="100vw")) is is_shown


def test_a_page_whose_picture_lost_its_file_stays(home, client, caplog):
    picture = kept()
    page = news_with(home, picture)
    picture.file.storage.delete(picture.file.name)

    answers = [client.get(url) for url in (page.url, home.url, page.get_parent().url)]

    assert [(answer.status_code, b"Ein Abend" in answer.content) for answer in answers] == [(200, True)] * 3
    assert "picture without its file" in caplog.text


def test_the_files_of_a_gone_picture_go_by_the_clock_and_no_others(
    home, client, settings, tmp_path, django_capture_on_commit_callbacks
):
    files_on_disk = {
        "BACKEND": "django.core.files.storage.FileSystemStorage"
    }  # Wagtail deletes by a store built anew
    settings.MEDIA_ROOT, settings.STORAGES = tmp_path, {**settings.STORAGES, "default": files_on_disk}
    gone, stays = kept("weg"), kept("bleibt")
    for picture in (gone, stays):
        client.get(news_with(home, picture, picture.title).url)
    gone.get_rendition("max-2400x2400")  # for newspapers
    files = [one.file for one in gone.renditions.all()]
    assert all(file.storage.exists(file.name) for file in files)
    Picture.objects.filter(pk=gone.pk).update(consent_withdrawn_on=day(0))

    with django_capture_on_commit_callbacks(execute=True):
        delete_sizes_of_gone()

    assert not gone.renditions.exists()
    assert not any(file.storage.exists(file.name) for file in files)
    assert stays.renditions.exists()


def test_the_register_lists_each_page_of_a_withdrawn_picture_and_what_ends_soon(home, editor):
    gone = kept("Fest", consent_of="Mina Muster", consent_withdrawn_on=day(-1))
    first, second = news_with(home, gone, "Ein Fest"), news_with(home, gone, "Noch ein Fest")
    kept("Bald", consent_of="Gruppe", consent_until=day(60))
    kept("Später", consent_until=day(61))
    kept("Offen")
    assert ReferenceIndex.get_references_to(gone).exists()

    answer = editor.get(REGISTER)

    assert [(one.title, [page.pk for page in one.used_on]) for one in answer.context["gone"]] == [
        ("Fest", [first.pk, second.pk])
    ]
    assert [one.title for one in answer.context["running_out"]] == ["Bald"]
    html = answer.content.decode()
    assert "Mina Muster" in html
    assert "widerrufen am" in html
    assert reverse("wagtailadmin_pages:edit", args=[second.pk]) in html


def test_the_register_costs_the_same_for_one_row_and_for_three(
    home, editor, django_assert_num_queries, django_assert_max_num_queries
):
    news_with(home, kept(consent_withdrawn_on=day(-1)), "eins")
    editor.get(REGISTER)
    with django_assert_max_num_queries(30) as one:
        editor.get(REGISTER)
    cost = len(one)
    for title in ("zwei", "drei"):
        news_with(home, kept(title, consent_withdrawn_on=day(-1)), title)
    editor.get(REGISTER)  # publishing emptied caches

    with django_assert_num_queries(cost):
        assert len(editor.get(REGISTER).context["gone"]) == 3


def test_editors_write_the_consent_at_the_picture_but_no_withdrawal_to_come(home, editor):
    picture = kept()
    address = reverse("wagtailimages:edit", args=[picture.pk])
    typed = {
        "title": "Tor", "description": "Ein Tor", "credit": CREDIT, "collection": "1",
        "consent_of": "Mina Muster", "consent_until": day(9).isoformat(),
    }  # fmt: skip

    refused = editor.post(address, {**typed, "consent_withdrawn_on": day(1).isoformat()})
    assert "in der Zukunft" in str(refused.context["form"].errors["consent_withdrawn_on"])
    editor.post(address, typed)

    picture.refresh_from_db()
    assert (picture.consent_of, picture.consent_until, picture.consent_withdrawn_on) == (
        "Mina Muster", day(9), None,
    )  # fmt: skip


def test_the_editor_is_told_at_the_block_that_a_picture_is_left_out(home):
    page = news_with(home, kept("Fest", consent_withdrawn_on=day(0)))
    page.picture = None
    assert page.body[0].value["picture"].may_be_shown is False

    assert [(one.where, "wird nicht gezeigt" in one.text) for one in findings(page)] == [
        ("Text, Block 1 (Bild)", True)
    ]


def test_nobody_else_reads_who_agreed(home, client):
    kept(consent_of="Mina Muster", consent_withdrawn_on=day(0))
    user = User.objects.create_user("fremd", "fremd@vielfalt.example", "x")

    assert client.get(REGISTER).status_code == 302
    client.force_login(user)
    assert b"Mina" not in client.get(REGISTER, follow=True).content
