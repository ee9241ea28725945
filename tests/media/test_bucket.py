"""Uploads in a bucket: a real S3 client against a server that speaks S3; the browser meets this site alone."""

import contextlib
import socket
import threading
import time

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from moto.server import ThreadedMotoServer
from vielfalt.settings.parts.files import uploads

from cms_apps.media.models import Download, Picture
from tests.factories.people import make_user
from tests.security import files

pytestmark = [pytest.mark.django_db, pytest.mark.once]
BUCKET = "uploads"


@pytest.fixture(scope="module")
def store():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def use(settings, monkeypatch):
    """Keep uploads at this address, as an installation would say it."""

    def _use(address):
        environment = {
            "S3_BUCKET": BUCKET, "S3_ENDPOINT": address, "S3_REGION": "eu-central-1",
            "AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "secret",
        }  # fmt: skip
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        settings.STORAGES = {**settings.STORAGES, "default": uploads()}

    return _use


@pytest.fixture
def bucket(store, use):
    use(store)
    client = boto3.client("s3", endpoint_url=store, region_name="eu-central-1")
    with contextlib.suppress(client.exceptions.BucketAlreadyOwnedByYou):
        client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    return client


def test_a_document_comes_as_an_attachment_from_this_site(bucket, client):
    kept = Download.objects.create(title="Satzung", file=ContentFile(files.pdf(), "Satzung.pdf"))
    assert [one["Key"] for one in bucket.list_objects_v2(Bucket=BUCKET)["Contents"]] == [kept.file.name]

    served = client.get(kept.url)

    assert kept.url.startswith("/")
    assert served.getvalue() == files.pdf()
    assert served["Content-Disposition"].startswith("attachment")
    assert served["Content-Security-Policy"] == "default-src 'none'"
    assert served["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/media/{kept.file.name}").status_code == 404  # no way past the door


def test_a_picture_has_an_address_of_this_site(bucket, client):
    content = ContentFile(files.picture("PNG", (600, 400)), "bild.png")
    picture = Picture.objects.create(title="Bild", credit="Wir", file=content, uploaded_by_user=make_user())

    small = picture.get_rendition("width-300")
    served = client.get(small.url)

    assert small.url.startswith("/media/images/")
    assert (served.status_code, served["Content-Type"]) == (200, "image/png")
    assert served.getvalue().startswith(b"\x89PNG")
    assert client.get("/media/images/gibt-es-nicht.png").status_code == 404
    assert client.get(f"/media/{picture.file.name}").status_code == 404  # the original


def test_an_upload_keeps_its_own_name(bucket):
    first = default_storage.save("documents/a.txt", ContentFile(b"1"))
    second = default_storage.save("documents/a.txt", ContentFile(b"2"))

    assert first != second
    assert default_storage.open(first).read() == b"1"


def test_a_store_that_is_not_there_is_told_as_a_fault_that_passes(use, client):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    use(f"http://127.0.0.1:{port}")

    assert client.get("/media/images/bild.png").status_code == 503


def test_a_fault_of_the_disk_is_no_missing_picture(client, settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "tests.security.storage.Broken"},
    }
    with pytest.raises(OSError, match="Input/output"):
        client.get("/media/images/bild.png")


def test_a_silent_store_holds_nobody_for_long(use, client):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        opened = []
        threading.Thread(target=_accept, args=(silent, opened), daemon=True).start()
        use(f"http://127.0.0.1:{silent.getsockname()[1]}")
        began = time.monotonic()

        answer = client.get("/media/images/bild.png")

        assert (answer.status_code, answer["Cache-Control"]) == (503, "no-store")
        assert opened  # it was asked
        assert time.monotonic() - began < 8


def _accept(server, opened):
    with contextlib.suppress(OSError):
        while True:
            opened.append(server.accept())
