"""Each guard that a setting switches off: with it the probe is stopped, without it the same probe gets through.

A guard whose test would pass without it guards nothing. What no setting switches off is not shown here; it is held by:

- who may open what: `tests/architecture/test_access.py`, `test_admin_depth.py`, `test_foreign_is_missing.py`
- the lock of the machine: `tests/volunteering/test_concurrency.py`; of places: `tests/enrolments/test_capacity.py`
- formulas in tables, heads of mails, calendars: `test_injection.py`; links: `tests/links/`
- a database that is away: `tests/faults/`; what is logged: `tests/logged.py` over the whole run
- requests that the admin cannot read: `test_unreadable.py` itself takes the guard out, in the same way as here
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms_apps.accounts.models import User
from cms_apps.media.models import Download, Picture
from cms_apps.volunteering.models import Application
from tests.accounts.test_second_factor import WORD, sign_in
from tests.factories.people import make_member, make_user
from tests.security.files import picture
from tests.volunteering.test_spine import fill_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.wide]
SIGN_IN, DESK = "/de/konto/anmelden/", "/de/schreibtisch/"
START = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)


def browser(**options: Any) -> Client:
    """With the middleware of now."""
    return Client(raise_request_exception=False, **options)


def head(name: str, path: str = SIGN_IN) -> Callable[[Any], bool]:
    return lambda _organisation: name in browser().get(path).headers


def status(wanted: int, path: str, **options: Any) -> Callable[[Any], bool]:
    return lambda _organisation: browser().get(path, **options).status_code == wanted


def posted(wanted: int, data: dict[str, str], **options: Any) -> Callable[[Any], bool]:
    return lambda _organisation: browser(**options).post(SIGN_IN, data).status_code == wanted


def not_kept(organisation: Any) -> bool:
    return "no-store" in browser().get("/de/bewerbung/link/").headers.get("Cache-Control", "")


def stopped_after_thirty(organisation: Any) -> bool:
    client = browser()
    return [client.post(SIGN_IN, {"login": "dana", "password": "x"}).status_code for _ in range(31)][
        -1
    ] == 429


def ended_when_idle(organisation: Any) -> bool:
    make_member(organisation, username="dana", password=WORD)
    with time_machine.travel(START, tick=False):
        client = browser()
        sign_in(client)
    with time_machine.travel(START + dt.timedelta(minutes=31), tick=False):
        return client.get(DESK).status_code != 200


def shut_without_second_factor(organisation: Any) -> bool:
    make_member(organisation, username="dana", password=WORD)
    User.objects.update(second_factor_since=timezone.now() - dt.timedelta(days=15))
    client = browser()
    sign_in(client)
    return client.get(DESK).status_code != 200


def script_too_quick(organisation: Any) -> bool:
    client = browser()
    client.post(fill_in(client, organisation), {"pruefen-privacy_notice": "on"})
    return not Application.objects.exists()


def weak_password_refused(organisation: Any) -> bool:
    try:
        validate_password("kurz")
    except ValidationError:
        return True
    return False


def editor() -> Client:
    client = browser()
    client.force_login(make_user(is_superuser=True, is_staff=True))
    return client


def page_named_pdf_refused(organisation: Any) -> bool:
    file = SimpleUploadedFile("blatt.pdf", b"<html><script>x()</script></html>")
    editor().post(reverse("wagtaildocs:add"), {"title": "Blatt", "file": file, "collection": "1"})
    return not Download.objects.exists()


def large_picture_refused(organisation: Any) -> bool:
    file = SimpleUploadedFile("bild.png", picture(size=(7000, 6000)))
    data = {
        "title": "Bild",
        "description": "Ein Bild",
        "credit": "Foto: Muster",
        "file": file,
        "collection": "1",
    }
    editor().post(reverse("wagtailimages:add"), data)
    return not Picture.objects.exists()


def picture_without_words_refused(organisation: Any) -> bool:
    file = SimpleUploadedFile("bild.png", picture())
    editor().post(
        reverse("wagtailimages:add"), {"title": "Bild", "credit": "Foto", "file": file, "collection": "1"}
    )
    return not Picture.objects.exists()


@dataclass(frozen=True)
class Guard:
    """A probe that the guard stops, and what switches it off: a class of the middleware, or settings."""

    probe: Callable[[Any], bool]
    middleware: str = ""
    off: tuple[tuple[str, Any], ...] = ()
    on: tuple[tuple[str, Any], ...] = ()


OURS = "cms_apps.foundation"
GUARDS = {
    "content security policy": Guard(head("Content-Security-Policy"), "csp.middleware.CSPMiddleware"),
    "nobody embeds our answers": Guard(head("Cross-Origin-Resource-Policy"), f"{OURS}.headers.HeadersMiddleware"),
    "robots keep nothing private": Guard(head("X-Robots-Tag"), f"{OURS}.headers.HeadersMiddleware"),
    "no sniffing": Guard(head("X-Content-Type-Options"), off=(("SECURE_CONTENT_TYPE_NOSNIFF", False),)),
    "no frames": Guard(head("X-Frame-Options"), "django.middleware.clickjacking.XFrameOptionsMiddleware"),
    "TLS is kept to": Guard(
        lambda _organisation: "Strict-Transport-Security" in browser().get(SIGN_IN, secure=True).headers,
        on=(("SECURE_HSTS_SECONDS", 60),), off=(("SECURE_HSTS_SECONDS", 0),),
    ),
    "cookies closed to scripts": Guard(
        lambda _organisation: bool(browser().get(SIGN_IN).cookies["csrftoken"]["httponly"]), off=(("CSRF_COOKIE_HTTPONLY", False),)
    ),
    "private answers are kept nowhere": Guard(not_kept, f"{OURS}.middleware.CachingMiddleware"),
    "another host": Guard(
        status(400, SIGN_IN, headers={"host": "evil.example"}), on=(("ALLOWED_HOSTS", ["vielfalt.example"]),), off=(("ALLOWED_HOSTS", ["*"]),)
    ),
    "forged forms": Guard(posted(403, {"login": "a"}, enforce_csrf_checks=True), "django.middleware.csrf.CsrfViewMiddleware"),
    "long addresses": Guard(status(413, f"{SIGN_IN}?a={'a' * 9000}"), f"{OURS}.input_limits.InputLimitsMiddleware"),
    "deep nesting": Guard(posted(400, {"login": "[" * 5000}), f"{OURS}.input_limits.InputLimitsMiddleware"),
    "NUL bytes": Guard(posted(400, {"login": "a\x00"}), f"{OURS}.middleware.NulByteMiddleware"),
    "many fields": Guard(posted(413, {f"f{one}": "" for one in range(5001)}), off=(("DATA_UPLOAD_MAX_NUMBER_FIELDS", None),)),
    "many attempts": Guard(
        stopped_after_thirty, "cms_apps.accounts.attempts.AttemptsMiddleware", on=(("ACCOUNT_RATE_LIMITS", False),)
    ),
    "idle sessions": Guard(ended_when_idle, "cms_apps.accounts.sessions.SessionAgeMiddleware"),
    "second factor": Guard(shut_without_second_factor, "cms_apps.accounts.second_factor.SecondFactorMiddleware"),
    "scripts that sign up": Guard(script_too_quick, on=(("GUARD_SIGN_UP", True),), off=(("GUARD_SIGN_UP", False),)),
    "weak passwords": Guard(weak_password_refused, off=(("AUTH_PASSWORD_VALIDATORS", []),)),
    "documents that are none": Guard(
        page_named_pdf_refused, off=(("WAGTAILDOCS_DOCUMENT_FORM_BASE", "wagtail.documents.forms.BaseDocumentForm"),)
    ),
    "pictures too large": Guard(large_picture_refused, off=(("WAGTAILIMAGES_MAX_IMAGE_PIXELS", 50_000_000),)),
    "pictures without words": Guard(
        picture_without_words_refused, off=(("WAGTAILIMAGES_IMAGE_FORM_BASE", "wagtail.images.forms.BaseImageForm"),)
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", GUARDS)
def test_with_the_guard_the_probe_is_stopped(name, settings, organisation):
    for key, value in GUARDS[name].on:
        setattr(settings, key, value)

    assert GUARDS[name].probe(organisation)


@pytest.mark.parametrize("name", GUARDS)
def test_without_the_guard_the_probe_gets_through(name, settings, organisation):
    guard = GUARDS[name]
    for key, value in (*guard.on, *guard.off):
        setattr(settings, key, value)
    if guard.middleware:
        assert guard.middleware in settings.MIDDLEWARE
        settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one != guard.middleware]

    assert not guard.probe(organisation)
