"""The picture of a Träger's profile: uploaded at the desk, approved with the words, gone as soon as nobody needs it."""

import datetime as dt
import io
import re

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import TaskState

from cms_apps.media.models import Picture, PictureRendition
from cms_apps.organisations import services
from cms_apps.organisations.answers import AboutPicture
from cms_apps.organisations.enums import Role
from cms_apps.organisations.models import HostOrganisation, ProfilePicture, PublicProfile
from cms_apps.organisations.selectors import profile_now
from cms_apps.organisations.ticks import delete_unused_pictures
from cms_apps.pages.models import NewsPage
from tests.factories.people import make_member, make_organisation

ABOUT = {"description": "Ein Tor steht offen", "credit": "Foto: Verein Brücke", "consent_of": "Gruppe"}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
OLD = dt.timedelta(days=31)


def drawn(kind="JPEG", size=(900, 600)):
    out = io.BytesIO()
    Image.new("RGB", size, "#12497a").save(out, kind)
    return out.getvalue()


def upload(content=b"", name="tor.jpg"):
    return SimpleUploadedFile(name, content or drawn(), content_type="image/jpeg")


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    folder = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(tmp_path)},
    }
    settings.STORAGES = {**settings.STORAGES, "default": folder}
    return tmp_path


@pytest.fixture
def home(db, kept_site):
    return kept_site.give()


@pytest.fixture
def host(home):
    return make_organisation("Verein Brücke", description="Wir begleiten.")


@pytest.fixture
def member(host):
    return make_member(host, role=Role.ADMINISTRATOR)


@pytest.fixture
def desk(host, member):
    client = Client()
    client.force_login(member)
    client.page = reverse("host:picture", args=[host.pk])
    client.preview = reverse("host:profile_preview", args=[host.pk])
    client.words = reverse("host:public_profile", args=[host.pk])
    client.send = lambda file=None, **more: client.post(
        client.page, {**ABOUT, "agreed": "on", "file": upload() if file is None else file, **more}
    )
    return client


def approve(chief):
    task = TaskState.objects.get(status="in_progress")
    task.approve(user=chief.user)


def public(client, host):
    return client.get(f"/de/traeger/{host.slug}/").content.decode()


def kept(host, member, **about):
    with io.BytesIO(drawn()) as file:
        services.keep_picture(
            host, actor=member, file=upload(file.read()), about=AboutPicture(**ABOUT | about)
        )
    return Picture.objects.latest("pk")


def files(store):
    return sorted(one.name for one in store.rglob("*") if one.is_file())


def test_a_picture_goes_from_the_desk_by_the_newsroom_to_the_page(client, host, desk, chief):
    answer = desk.send()
    assert answer.url == desk.preview
    assert "Noch sieht das niemand" in desk.get(desk.preview).content.decode()
    assert not TaskState.objects.exists()
    assert "<img" not in public(client, host)

    sent = desk.post(desk.preview, follow=True).content.decode()
    assert "Die Redaktion liest Ihren Text" in sent
    assert "<img" not in public(client, host)
    approve(chief)

    html = public(client, host)
    assert 'alt="Ein Tor steht offen"' in html
    assert 'type="image/webp"' in html
    assert "Foto: Verein Brücke" in html
    assert "Gruppe" not in html
    assert "So sieht Ihre Seite aus." in desk.get(desk.preview).content.decode()


def test_what_was_confirmed_stands_at_the_picture(member, desk):
    desk.send()

    picture = Picture.objects.get()
    assert picture.uploaded_by_user == member
    assert picture.consent_of == "Gruppe"
    assert f"am {timezone.localdate():%d.%m.%Y} am Schreibtisch bestätigt" in picture.consent_note
    assert not member.has_perm("wagtailimages.add_image")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("bild.svg", SVG, "Das ist kein Bild, das wir zeigen können."),
        ("bild.png", SVG, "Das ist kein Bild, das wir zeigen können."),
        (
            "bild.jpg",
            b"<!doctype html><script>alert(1)</script>",
            "Das ist kein Bild, das wir zeigen können.",
        ),
        ("bild.jpg", drawn("PNG"), "Das ist kein Bild, das wir zeigen können."),
        ("bild.jpg", drawn()[:400], "Das ist kein Bild, das wir zeigen können."),
        ("bild.jpg", drawn() + b"x" * (10 * 1024 * 1024), "Dieses Bild ist größer als 10 MB."),
        ("bild.png", drawn("PNG", (8000, 6000)), "Dieses Bild hat zu viele Bildpunkte."),
    ],
    ids=["SVG", "SVG named PNG", "HTML", "PNG named JPG", "torn", "too large", "too many pixels"],
)
def test_what_is_no_picture_is_refused_and_nothing_stays(host, desk, store, name, content, sentence):
    answer = desk.send(upload(content, name))

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert ABOUT["description"] in answer.content.decode()
    assert not Picture.objects.exists()
    assert not profile_now(host).is_draft
    assert files(store) == []


def test_two_hundred_megabytes_are_not_even_read(desk):
    answer = desk.post(
        desk.page, b"x", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(200 * 1024 * 1024)
    )

    assert answer.status_code == 413
    assert "Bilder bis 10 MB" in answer.content.decode()


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"file": ""}, "Wählen Sie ein Bild."),
        ({"description": ""}, "Schreiben Sie einen Satz"),
        ({"credit": ""}, "Schreiben Sie, von wem"),
        ({"agreed": ""}, "Bestätigen Sie das."),
    ],
    ids=lambda value: "".join(value) if isinstance(value, dict) else "",
)
def test_nothing_that_the_law_asks_for_may_be_missing(desk, missing, sentence):
    answer = desk.send(**missing)

    assert sentence in answer.content.decode()
    assert not Picture.objects.exists()


def test_a_draft_that_cannot_be_kept_leaves_no_file(host, member, store):
    HostOrganisation.objects.filter(pk=host.pk).delete()  # by somebody else, in the same moment

    with pytest.raises(HostOrganisation.DoesNotExist):
        kept(host, member)

    assert not Picture.objects.exists()
    assert files(store) == []


@pytest.mark.parametrize("role", [Role.READER, Role.COORDINATOR])
def test_only_who_administers_uploads_and_sends(client, host, role):
    client.force_login(make_member(host, role=role))
    for name in ("picture", "profile_preview"):
        path = reverse(f"host:{name}", args=[host.pk])

        assert client.get(path).status_code == 200
        assert client.post(path, {**ABOUT, "agreed": "on", "file": upload()}).status_code == 403

    assert not Picture.objects.exists()


def test_only_what_was_looked_at_goes_to_the_newsroom(desk):
    desk.post(desk.words, {"description": "Eins.", "offers": "", "preview": "1"})
    seen = re.search(r'name="seen" value="(\d+)"', desk.get(desk.preview).content.decode())[1]
    desk.post(desk.words, {"description": "Zwei.", "offers": "", "preview": "1"})  # in another window

    said = desk.post(desk.preview, {"seen": seen}, follow=True).content.decode()

    assert "Jemand hat den Entwurf gerade geändert." in said
    assert "Noch sieht das niemand" in said
    assert "Zwei." in said


def test_other_teams_see_nothing_of_it(client, host, desk, member):
    desk.send()
    other = make_organisation("Verein Ufer")
    client.force_login(make_member(other, role=Role.ADMINISTRATOR))

    for path in (desk.page, desk.preview, desk.words):
        assert client.get(path).status_code == 404
    assert client.post(desk.page, {"remove": "1"}).status_code == 404
    for name in ("picture", "profile_preview", "public_profile"):
        assert "Ein Tor" not in client.get(reverse(f"host:{name}", args=[other.pk])).content.decode()
    assert Picture.objects.exists()


def test_words_can_be_looked_at_before_the_newsroom_reads_them(client, host, desk):
    answer = desk.post(desk.words, {"description": "Neu.", "offers": "Café", "preview": "1"})

    assert answer.url == desk.preview
    shown = desk.get(desk.preview)
    assert shown["Cache-Control"] == "private, no-store"
    html = shown.content.decode()
    assert "Neu." in html
    assert "<li>Café</li>" in html
    assert "Noch sieht das niemand" in html
    assert not TaskState.objects.exists()
    assert "Neu." not in public(client, host)


def test_a_new_draft_takes_back_what_waited(host, desk):
    desk.post(desk.words, {"description": "Eins.", "offers": ""})
    desk.post(desk.words, {"description": "Zwei.", "offers": "", "preview": "1"})

    assert [one.status for one in TaskState.objects.all()] == ["cancelled"]
    assert profile_now(host).is_draft


def test_whoever_approves_sees_the_page_as_it_will_be(desk, chief):
    desk.send()
    desk.post(desk.preview)
    profile, task = PublicProfile.objects.get(), TaskState.objects.get()
    name = "wagtailsnippets_organisations_publicprofile:workflow_preview"

    html = chief.get(reverse(name, args=[profile.pk, task.task_id])).content.decode()

    assert 'alt="Ein Tor steht offen"' in html
    assert "Wir begleiten." in html
    assert "Begleitung anfragen" in html


def test_removing_takes_it_off_the_public_page_at_once(client, host, desk, chief, store):
    desk.send()
    desk.post(desk.preview)
    approve(chief)
    assert "<img" in public(client, host)

    answer = desk.post(desk.page, {"remove": "1"}, follow=True).content.decode()

    assert "Ihre Seite zeigt es nicht mehr" in answer
    assert "<img" not in public(client, host)
    assert not Picture.objects.exists()
    assert not PictureRendition.objects.exists()
    assert not TaskState.objects.filter(status="in_progress").exists()
    assert not profile_now(host).is_draft


def test_removing_leaves_words_that_wait_with_the_newsroom(client, host, desk, chief):
    desk.send()
    desk.post(desk.words, {"description": "Neu.", "offers": ""})

    desk.post(desk.page, {"remove": "1"})
    approve(chief)

    assert "Neu." in public(client, host)
    assert "<img" not in public(client, host)


def test_a_withdrawn_consent_hides_it_everywhere(client, host, desk, chief):
    desk.send()
    desk.post(desk.preview)
    approve(chief)
    Picture.objects.update(consent_withdrawn_on=timezone.localdate())

    assert "<img" not in client.get(f"/de/traeger/{host.slug}/").content.decode()
    assert "Ohne Bild." in desk.get(desk.words).content.decode()
    assert "<figure" not in desk.get(desk.preview).content.decode()
    page = desk.get(desk.page).content.decode()
    assert "Die Einwilligung ist widerrufen oder abgelaufen." in page
    assert "Bild löschen" in page


def test_a_picture_that_nobody_needs_goes_with_its_files(
    host, member, chief, store, django_capture_on_commit_callbacks
):
    live = kept(host, member)
    services.send_profile(host, actor=member)
    approve(chief)
    replaced = kept(host, member)
    waiting = kept(host, member)
    services.send_profile(host, actor=member)
    with time_machine.travel(timezone.now() + OLD), django_capture_on_commit_callbacks(execute=True):
        delete_unused_pictures()
        delete_unused_pictures()

    assert set(Picture.objects.values_list("pk", flat=True)) == {live.pk, waiting.pk}
    assert not Picture.objects.filter(pk=replaced.pk).exists()
    assert len([name for name in files(store) if re.fullmatch(r"[0-9a-f]{24}\.\w+", name)]) == 2
    assert not any("tor" in name for name in files(store))  # nobody guesses where it lies


def test_a_draft_that_was_never_sent_loses_its_picture_after_the_time(host, member):
    kept(host, member)

    delete_unused_pictures()
    assert Picture.objects.exists()
    with time_machine.travel(timezone.now() + OLD):
        delete_unused_pictures()

    assert not Picture.objects.exists()
    assert profile_now(host).draft.picture is None


def test_pictures_of_an_organisation_that_is_gone_go_too(host, member):
    kept(host, member)
    host.memberships.all().delete()
    host.delete()

    with time_machine.travel(timezone.now() + OLD):
        delete_unused_pictures()

    assert not Picture.objects.exists()
    assert not ProfilePicture.objects.exists()


def test_what_the_newsroom_uses_elsewhere_stays_with_it_but_is_not_shown(client, home, host, member):
    picture = kept(host, member)
    index = home.get_children().get(slug="aktuelles")
    page = NewsPage(title="Ein Abend", lead="Alle kamen.", picture=picture, locale=home.locale)
    index.add_child(instance=page)
    page.save_revision().publish()
    assert "<img" in client.get(page.url).content.decode().split("<main")[1]

    services.remove_picture(host, actor=member)

    assert Picture.objects.get().consent_withdrawn_on == timezone.localdate()
    assert "width-800" not in client.get(page.url).content.decode()


def test_an_expired_page_shows_what_was_typed_again(host, member):
    client = Client(enforce_csrf_checks=True)
    client.force_login(member)

    answer = client.post(reverse("host:picture", args=[host.pk]), {**ABOUT, "agreed": "on", "file": upload()})

    assert "Die Seite war zu lange offen" in answer.content.decode()
    assert ABOUT["description"] in answer.content.decode()
    assert not Picture.objects.exists()
