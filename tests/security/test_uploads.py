"""Nothing that runs, bursts or betrays a place gets in; what gets in is handed out as an attachment that runs nothing."""

import io
import socketserver
import struct
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from cms_apps.media.forms import plain_name
from cms_apps.media.models import Download, Picture
from tests.factories.people import make_member, make_user
from tests.security import files

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PICTURES, DOCUMENTS = list(files.pictures()), list(files.documents())


@pytest.fixture
def editor(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    client = Client(raise_request_exception=False)
    client.force_login(make_user(is_superuser=True, is_staff=True))
    return client


def send_document(client, name, content, path="wagtaildocs:add"):
    file = SimpleUploadedFile("x", content)
    file._name = name
    return client.post(reverse(path), {"title": "Datei", "file": file, "collection": "1"})


def send_picture(client, name, content):
    file = SimpleUploadedFile("x", content)
    file._name = name
    data = {
        "title": "Bild",
        "description": "Ein Bild",
        "credit": "Foto: Muster",
        "file": file,
        "collection": "1",
    }
    return client.post(reverse("wagtailimages:add"), data)


def errors(response) -> list[str]:
    return list(response.context["form"].errors.get("file", []))


def test_the_corpus_is_large_enough():
    assert len(PICTURES) + len(DOCUMENTS) + len(files.HOSTILE_NAMES) >= 100
    assert len({(what, name) for what, name, _ in DOCUMENTS}) == len(DOCUMENTS)


@pytest.mark.parametrize(("what", "name", "content"), PICTURES, ids=[one[0] for one in PICTURES])
@pytest.mark.asvs("1.3.4", "5.2.2")
def test_a_hostile_picture_is_refused(editor, what, name, content):
    response = send_picture(editor, name, content)

    assert response.status_code == 200
    assert errors(response)
    assert not Picture.objects.exists()


@pytest.mark.parametrize(("what", "name", "content"), DOCUMENTS, ids=[one[0] for one in DOCUMENTS])
@pytest.mark.asvs("1.5.1", "5.2.2", "5.2.3")
def test_a_hostile_document_is_refused(editor, what, name, content):
    response = send_document(editor, name, content)

    assert response.status_code == 200
    assert errors(response)
    assert not Download.objects.exists()


@pytest.mark.parametrize(
    ("what", "name", "content"), list(files.harmless()), ids=[one[0] for one in files.harmless()]
)
def test_a_harmless_document_is_kept(editor, what, name, content):
    assert send_document(editor, name, content).status_code == 302
    assert Download.objects.get().file.read() == content


def test_several_at_once_are_judged_too(editor):
    file = SimpleUploadedFile("a.docx", files.packed({**files.WORD, "word/vbaProject.bin": b"a"}))
    answer = editor.post(
        reverse("wagtaildocs:add_multiple"),
        {"files[]": file, "title": "a"},
        headers={"x-requested-with": "XMLHttpRequest"},
    ).json()

    assert answer["success"] is False
    assert "Makros" in answer["error_message"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_forgets_where_it_was_taken(editor, kind):
    sent = files.with_gps(kind)
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(files.GPS)

    send_picture(editor, f"a.{kind.lower()}", sent)

    kept = Picture.objects.get()
    data = kept.file.read()
    assert not len(Image.open(io.BytesIO(data)).getexif())
    assert b"vfx" not in data
    assert kept.file_size == len(data)


def test_several_pictures_at_once_forget_it_too(editor):
    file = SimpleUploadedFile("a.jpg", files.with_gps())
    answer = editor.post(
        reverse("wagtailimages:add_multiple"),
        {"files[]": file, "title": "a"},
        headers={"x-requested-with": "XMLHttpRequest"},
    ).json()
    assert answer["success"]

    key = (
        f"uploaded-image-{answer['uploaded_file_id']}"
        if "uploaded_file_id" in answer
        else f"image-{answer['image_id']}"
    )
    view = "create_multiple_from_uploaded_image" if "uploaded_file_id" in answer else "edit_multiple"
    done = editor.post(
        reverse(f"wagtailimages:{view}", args=[answer.get("uploaded_file_id") or answer["image_id"]]),
        {
            f"{key}-title": "a",
            f"{key}-description": "Ein Bild",
            f"{key}-credit": "Foto",
            f"{key}-collection": "1",
        },
        headers={"x-requested-with": "XMLHttpRequest"},
    ).json()

    assert done["success"]
    assert b"vfx" not in Picture.objects.get().file.read()


def test_texts_and_what_hangs_behind_a_picture_are_gone(editor):
    send_picture(editor, "a.png", files.with_texts())
    send_picture(editor, "b.gif", files.picture("GIF") + files.packed({"a.class": b"vfx"}))
    send_picture(editor, "c.jpg", files.picture("JPEG") + files.HTML)

    assert Picture.objects.count() == 3
    assert not [one.file.name for one in Picture.objects.all() if b"vfx" in one.file.read()]


def test_a_picture_taken_upright_stays_upright_and_its_quality():
    exif = Image.Exif()
    exif[0x0112] = 6
    upright = Picture(title="a")

    upright.file.save(
        "a.jpg", SimpleUploadedFile("a.jpg", files.picture("JPEG", (40, 30), exif=exif)), save=False
    )

    assert Image.open(upright.file).size == (30, 40)


def test_an_animation_keeps_its_frames(editor):
    sent = files.many_frames(4) + b"vfx"

    send_picture(editor, "a.gif", sent)

    kept = Picture.objects.get().file.read()
    assert Image.open(io.BytesIO(kept)).n_frames == 4
    assert b"vfx" not in kept


def test_a_plain_picture_is_kept_byte_by_byte(editor):
    send_picture(editor, "a.png", files.picture())

    assert Picture.objects.get().file.read() == files.picture()


@pytest.mark.parametrize("name", files.HOSTILE_NAMES, ids=ascii)
@pytest.mark.asvs("5.3.2", "5.4.1", "5.4.2")
def test_a_hostile_name_leads_nowhere(editor, tmp_path, name):
    response = send_document(editor, name, files.pdf())

    assert response.status_code in {200, 302, 400}
    kept = [one.relative_to(tmp_path).as_posix() for one in tmp_path.rglob("*") if one.is_file()]
    assert all(one.startswith("documents/") and one.endswith(".pdf") and len(one) <= 120 for one in kept)
    for document in Download.objects.all():
        served = editor.get(document.url)
        assert served.status_code == 200
        assert not set(served["Content-Disposition"]) & set("\r\n\u202e<>")
        assert "Set-Cookie" not in served.headers


def test_an_editor_has_no_portrait_that_escapes_the_rules(editor, tmp_path):
    portrait = SimpleUploadedFile("ich.png", files.with_gps("PNG"))
    page = editor.get("/admin/account/")
    forms = [panel.get_form() for tab in page.context["panels_by_tab"].values() for panel in tab]
    typed = {form[name].html_name: form[name].value() or "" for form in forms for name in form.fields}

    name = {"name_email-first_name": "Ada", "name_email-last_name": "Muster"}
    answer = editor.post("/admin/account/", {**typed, **name, "avatar-avatar": portrait})

    assert answer.status_code == 302
    assert "avatar-avatar" not in page.content.decode()
    assert list(tmp_path.rglob("*.png")) == []


def test_portraits_of_before_are_shown_to_nobody(editor, tmp_path):
    (tmp_path / "avatar_images").mkdir()
    (tmp_path / "avatar_images" / "ich.png").write_bytes(b"x")

    assert editor.get("/media/avatar_images/ich.png").status_code == 404


@pytest.mark.asvs("1.3.3", "5.4.2")
def test_signs_that_nobody_sees_are_no_part_of_a_name():
    assert plain_name(f"a{files.RTL}fdp.exe") == "afdp.exe"
    assert plain_name("a\r\nb\0.pdf") == "ab.pdf"
    assert len(plain_name("ü" * 300 + ".pdf")) < 90


@pytest.mark.parametrize("storage", ["files", "no path, as S3"])
@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.docx"])
@pytest.mark.asvs("3.2.1", "5.3.1")
def test_documents_are_attachments_that_run_nothing(editor, settings, storage, name):
    if storage != "files":
        settings.STORAGES = {
            **settings.STORAGES,
            "default": {"BACKEND": "tests.security.storage.Elsewhere"},
        }
    content = {"a.pdf": files.pdf(), "a.txt": b"abc", "a.docx": files.packed(files.WORD)}[name]
    send_document(editor, name, content)
    document = Download.objects.get()

    served = editor.get(document.url)

    assert served.getvalue() == content
    assert served["Content-Disposition"].startswith("attachment")
    assert served["Content-Security-Policy"] == "default-src 'none'"
    assert served["X-Content-Type-Options"] == "nosniff"
    assert served["Cache-Control"] == "private, no-store"
    assert document.get_file_hash() not in str(served.headers)
    assert "ETag" not in served.headers


def test_a_private_document_tells_strangers_nothing(editor):
    from wagtail.models import Collection, CollectionViewRestriction  # noqa: PLC0415 -- here alone

    send_document(editor, "a.pdf", files.pdf())
    document = Download.objects.get()
    CollectionViewRestriction.objects.create(
        collection=Collection.objects.get(pk=document.collection_id), restriction_type="login"
    )

    for headers in ({}, {"if-none-match": f'"{document.get_file_hash()}"'}):
        answer = Client().get(document.url, headers=headers)
        assert answer.status_code == 302
        assert document.get_file_hash() not in str(answer.headers)


class Scanner(socketserver.BaseRequestHandler):
    """Speaks what clamd speaks, and knows one virus."""

    def handle(self):
        assert self.exactly(10) == b"zINSTREAM\0"
        data = b""
        while length := struct.unpack("!L", self.exactly(4))[0]:
            data += self.exactly(length)
        found = files.EICAR in data
        self.request.sendall(b"stream: Eicar-Test-Signature FOUND\0" if found else b"stream: OK\0")

    def exactly(self, length):
        data = b""
        while len(data) < length:
            data += self.request.recv(length - len(data))
        return data


@pytest.fixture
def scanner(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Scanner) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.server_address[1]}"
        yield
        server.shutdown()
        thread.join()


@pytest.mark.asvs("5.4.3")
def test_a_virus_is_found_where_a_scanner_is_asked(editor, scanner):
    infected = send_document(editor, "a.txt", b"a" * 100_000 + files.EICAR)

    assert "Schadsoftware" in str(errors(infected))
    assert send_document(editor, "b.txt", b"harmless").status_code == 302
    picture = send_picture(editor, "a.png", files.picture() + files.EICAR)
    assert "Schadsoftware" in str(errors(picture))
    assert (Download.objects.count(), Picture.objects.count()) == (1, 0)


@pytest.mark.asvs("16.5.2", "16.5.3")
def test_a_scanner_that_is_away_lets_nothing_through(editor, settings):
    settings.CLAMD_ADDRESS = "127.0.0.1:9"

    response = send_document(editor, "b.txt", b"harmless")

    assert "antwortet gerade nicht" in str(errors(response))
    assert not Download.objects.exists()


def test_the_desk_asks_the_scanner_too(scanner, organisation):
    client = Client()
    client.force_login(make_member(organisation))
    table = SimpleUploadedFile("a.csv", b"Vorname;Nachname\n" + files.EICAR)

    page = client.post(
        reverse("desk:import"), {"organisation": organisation.pk, "table": table}
    ).content.decode()

    assert "Schadsoftware" in page
