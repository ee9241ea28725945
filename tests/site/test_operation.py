"""Setup, health, doctor, and what production refuses."""

import json
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from wagtail.models import Page

from cms_apps.accounts.models import User
from cms_apps.organisations.models import HostOrganisation
from cms_apps.outbox.clock import beat, run_due_ticks
from cms_apps.outbox.models import OutboxRow
from cms_apps.places.models import District
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_healthz_asks_nobody(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").content == b"ok\n"


def test_readyz_knows_the_database(client):
    assert client.get("/readyz").status_code == 200


@pytest.mark.slow
def test_setup_is_idempotent(capsys):
    call_command("setup", admin_email="chefin@beispiel.example")
    first = (
        Page.objects.count(),
        District.objects.count(),
        HostOrganisation.objects.count(),
        User.objects.count(),
    )
    link = capsys.readouterr().out.split("7 Tage): ")[1]

    call_command("setup", admin_email="chefin@beispiel.example")

    assert first[1:] == (27, 1, 1)
    assert first == (
        Page.objects.count(),
        District.objects.count(),
        HostOrganisation.objects.count(),
        User.objects.count(),
    )
    assert link == capsys.readouterr().out.split("7 Tage): ")[1]
    assert not User.objects.get().has_usable_password()


@override_settings(DEMO_ALLOWED=False)
@pytest.mark.asvs("6.3.2", "15.2.3")
def test_production_refuses_the_demo(client):
    user = make_user("traeger", password="Demo-Passwort-1", is_demo=True)

    with pytest.raises(CommandError):
        call_command("demo")
    with pytest.raises(CommandError):
        call_command("run")
    refused = client.post("/de/konto/anmelden/", {"login": user.username, "password": "Demo-Passwort-1"})

    assert refused.url == "/de/konto/gesperrt/"
    assert client.get("/de/schreibtisch/").url.startswith("/de/konto/anmelden/")
    assert "_auth_user_id" not in client.session


def test_doctor_says_what_is_wrong(capsys):
    with pytest.raises(SystemExit):
        call_command("doctor")
    assert "FEHLER Worker: zuletzt nie" in capsys.readouterr().out

    beat()
    run_due_ticks()
    call_command("doctor")
    assert "FEHLER" not in capsys.readouterr().out

    OutboxRow.objects.create(kind="x", status="dead")
    with pytest.raises(SystemExit):
        call_command("doctor")
    assert "FEHLER Postausgang: 1 aufgegebene Zeilen" in capsys.readouterr().out


@pytest.mark.asvs("16.5.1")
def test_an_unknown_error_is_a_page_with_an_id(client, monkeypatch):
    from cms_apps.volunteering.wizard import ownership  # noqa: PLC0415 -- to break it

    def broken(*args):
        raise RuntimeError("vfx-inside")

    monkeypatch.setattr(ownership, "own_draft", broken)
    client.raise_request_exception = False

    response = client.get("/de/bewerbung/")

    page = response.content.decode()
    assert response.status_code == 500
    assert response["X-Request-Id"] in page
    assert "Ihre Angaben sind bis zum letzten Schritt gespeichert" in page
    assert not any(word in page for word in ("vfx-inside", "RuntimeError", "Traceback", "ownership"))
    assert "0611 555 0100" in page


@pytest.mark.asvs("16.5.2")
def test_a_database_that_is_away_is_a_page_that_says_so(client, monkeypatch):
    from django.db import OperationalError  # noqa: PLC0415 -- only here

    from cms_apps.volunteering.wizard import ownership  # noqa: PLC0415 -- to break it

    def away(*args):
        raise OperationalError("no connection")

    monkeypatch.setattr(ownership, "own_draft", away)

    response = client.get("/de/bewerbung/")

    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "Ihre Angaben sind bis zum letzten Schritt gespeichert" in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "documents/geheim.pdf",
        "original_images/gross.jpg",
        "../db.sqlite3",
        "images/../documents/geheim.pdf",
        "images/../original_images/gross.jpg",
        "images/%2e%2e/documents/geheim.pdf",
    ],
)
@pytest.mark.asvs("3.2.1", "13.4.3")
def test_media_serves_renditions_only(client, settings, tmp_path, path):
    folder = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": folder}
    for folder in ("documents", "original_images", "images"):
        (tmp_path / folder).mkdir()
    (tmp_path / "documents" / "geheim.pdf").write_text("geheim")
    (tmp_path / "original_images" / "gross.jpg").write_text("gross")
    (tmp_path / "images" / "klein.jpg").write_text("klein")

    assert client.get(f"/media/{path}").status_code == 404
    assert client.get("/media/images/klein.jpg").getvalue() == b"klein"
    assert {client.get(f"/media/images/{odd}").status_code for odd in ("", "a" * 300, "%00")} <= {400, 404}


def test_production_keeps_what_sqlite_needs():
    """Without IMMEDIATE two writers at once meet "database is locked" (tests/faults)."""
    script = "import json; from vielfalt.settings import production; print(json.dumps(production.DATABASES['default']))"
    needed = ("SECRET_KEY", "FIELD_KEYS", "DEFAULT_FROM_EMAIL", "ALLOWED_HOSTS")
    environment = {
        **os.environ, **dict.fromkeys(needed, "x"), "BASE_URL": "https://x.example", "EMAIL_URL": "smtp://127.0.0.1",
        "DATABASE_URL": "sqlite:////tmp/x.sqlite3", "PYTHONPATH": ".:site",
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", script], env=environment, check=True, capture_output=True)  # noqa: S603 -- our own line

    assert json.loads(done.stdout)["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
