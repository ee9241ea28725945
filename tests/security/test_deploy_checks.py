"""`check --deploy --fail-level WARNING` passes with the settings of production and fails on each wrong one."""

import json
import os
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.test import override_settings
from psycopg import IsolationLevel
from vielfalt.checks import DEMANDS, POSTGRES, REDIS

ENVIRONMENT = {
    "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "FIELD_KEYS": "not-used",
    "DATABASE_URL": "postgres://vielfalt@127.0.0.1/vielfalt",
    "EMAIL_URL": "smtp://127.0.0.1",
    "DEFAULT_FROM_EMAIL": "post@vielfalt.example",
    "ALLOWED_HOSTS": "vielfalt.example",
    "BASE_URL": "https://vielfalt.example",
    "REDIS_URL": "redis://127.0.0.1/9",
    "CLAMD_ADDRESS": "127.0.0.1:3310",
    "DJANGO_SETTINGS_MODULE": "vielfalt.settings.production",
    "PATH": os.environ["PATH"],
}
# What a test process and production differ in; read from production itself, so that the two cannot part.
LOADED = """
import json
from django.conf import settings
from django.test.utils import override_settings
names = [name for name in dir(settings) if name.isupper()]
print(json.dumps({name: getattr(settings, name) for name in names}, default=lambda one: f"<{one!r}>"))
"""
WRONG = {
    "DEBUG": True,
    "ALLOWED_HOSTS": ["*"],
    "CSRF_TRUSTED_ORIGINS": [],
    "WAGTAILADMIN_BASE_URL": "http://vielfalt.example",
    "BASE_URL": "http://vielfalt.example",
    "SECRET_KEY": "django-insecure-short",
    "SECURE_SSL_REDIRECT": False,
    "SECURE_HSTS_SECONDS": 3600,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": False,
    "SECURE_HSTS_PRELOAD": False,
    "SECURE_CONTENT_TYPE_NOSNIFF": False,
    "SECURE_REFERRER_POLICY": None,
    "SECURE_CROSS_ORIGIN_OPENER_POLICY": "sideways",
    "X_FRAME_OPTIONS": "SAMEORIGIN",
    "SESSION_COOKIE_SECURE": False,
    "CSRF_COOKIE_SECURE": False,
    "SESSION_COOKIE_NAME": "sessionid",
    "CSRF_COOKIE_NAME": "csrftoken",
    "COOKIE_PREFIX": "",
    "SESSION_COOKIE_HTTPONLY": False,
    "CSRF_COOKIE_HTTPONLY": False,
    "SESSION_COOKIE_SAMESITE": "None",
    "CSRF_COOKIE_SAMESITE": None,
    "SESSION_COOKIE_DOMAIN": "vielfalt.example",
    "CSRF_COOKIE_DOMAIN": "vielfalt.example",
    "SESSION_COOKIE_PATH": "/de/",
    "SESSION_SAVE_EVERY_REQUEST": True,
    "SESSION_ENGINE": "django.contrib.sessions.backends.cache",
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.PBKDF2PasswordHasher"],
    "PASSWORD_RESET_TIMEOUT": 259_200,
    "DATA_UPLOAD_MAX_MEMORY_SIZE": None,
    "DATA_UPLOAD_MAX_NUMBER_FIELDS": None,
    "DATA_UPLOAD_MAX_NUMBER_FILES": 1000,
    "CONTENT_SECURITY_POLICY": {"DIRECTIVES": {"default-src": ["'self'", "'unsafe-inline'"]}},
    "USE_X_FORWARDED_HOST": True,
    "USE_X_FORWARDED_PORT": True,
    "DEMO_ALLOWED": True,
    "FIELD_KEYS": [],
    "EMAIL_TIMEOUT": None,
    "WAGTAILDOCS_SERVE_METHOD": "redirect",
    "TRUSTED_PROXIES": 0,
    "WAGTAILIMAGES_MAX_IMAGE_PIXELS": 128_000_000,
    "WAGTAILIMAGES_EXTENSIONS": ["png", "svg"],
    "WAGTAILDOCS_INLINE_CONTENT_TYPES": ["application/pdf"],
}
LENGTH, COMMON = "MinimumLengthValidator", "CommonPasswordValidator"


@pytest.fixture(scope="module")
def production():
    """Every setting of production that is plain data, and what of the database is not."""
    done = subprocess.run(  # noqa: S603 -- our own line
        [sys.executable, "-c", LOADED],
        env={**ENVIRONMENT, "PYTHONPATH": ".:site"}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    found = json.loads(done.stdout)
    found["DATABASES"]["default"]["OPTIONS"]["isolation_level"] = IsolationLevel.READ_COMMITTED
    # Only what the checks read: the rest of the process stays that of the tests.
    read = (
        {one.name.split("/")[0] for one in [*DEMANDS, *POSTGRES, *REDIS]}
        | set(WRONG)
        | {"REDIS_URL", "CLAMD_ADDRESS"}
    )
    read |= {"SECURE_PROXY_SSL_HEADER", "MIDDLEWARE"}
    return {name: found.get(name) for name in read} | {"SECURE_PROXY_SSL_HEADER": ("X", "https")}


def check(settings) -> str:
    """What the command says; raises when it fails."""
    said = StringIO()
    with override_settings(**settings):
        call_command("check", deploy=True, fail_level="WARNING", tags=["security"], stdout=said, stderr=said)
    return said.getvalue()


def test_production_passes_in_a_process_of_its_own():
    done = subprocess.run(
        [sys.executable, "site/manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env=ENVIRONMENT, check=False, capture_output=True, text=True,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


def test_settings_of_production_pass_here_too(production):
    check(production)


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.asvs("3.3.1", "3.4.1", "12.2.1", "13.4.2")
def test_each_wrong_setting_fails(production, name):
    with pytest.raises(SystemCheckError):
        check({**production, name: WRONG[name]})


@pytest.mark.parametrize(
    "validators",
    [
        [],
        [{"NAME": f"x.{LENGTH}", "OPTIONS": {"min_length": 8}}, {"NAME": f"x.{COMMON}"}],
        [{"NAME": f"x.{LENGTH}", "OPTIONS": {"min_length": 65}}, {"NAME": f"x.{COMMON}"}],
        [{"NAME": f"x.{LENGTH}", "OPTIONS": {"min_length": 12}}],
        [{"NAME": f"x.{LENGTH}"}, {"NAME": f"x.{COMMON}"}],
    ],
    ids=["none", "short", "too long", "no common ones", "Django's eight"],
)
def test_weak_passwords_fail(production, validators):
    with pytest.raises(SystemCheckError):
        check({**production, "AUTH_PASSWORD_VALIDATORS": validators})


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("connect_timeout", 60),
        ("isolation_level", IsolationLevel.REPEATABLE_READ),
        (
            "options",
            "-c statement_timeout=30s -c idle_in_transaction_session_timeout=60s -c synchronous_commit=on",
        ),
        ("options", "-c lock_timeout=3s -c idle_in_transaction_session_timeout=60s -c synchronous_commit=on"),
        ("options", "-c lock_timeout=3s -c statement_timeout=30s -c synchronous_commit=on"),
        ("options", "-c lock_timeout=3s -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s"),
    ],
    ids=["connect", "isolation", "lock", "statement", "idle", "commit"],
)
def test_a_wrong_option_of_the_database_fails(production, option, value):
    database = production["DATABASES"]["default"]
    wrong = {"default": {**database, "OPTIONS": {**database["OPTIONS"], option: value}}}

    with pytest.raises(SystemCheckError):
        check({**production, "DATABASES": wrong})
    with pytest.raises(SystemCheckError):
        check({**production, "DATABASES": {"default": {**database, "CONN_HEALTH_CHECKS": False}}})


@pytest.mark.parametrize("option", ["socket_connect_timeout", "socket_timeout"])
def test_a_redis_that_is_waited_for_without_end_fails(production, option):
    cache = production["CACHES"]["default"]
    wrong = {"default": {**cache, "OPTIONS": {**cache["OPTIONS"], option: None}}}

    with pytest.raises(SystemCheckError):
        check({**production, "CACHES": wrong})


def test_every_demand_is_tried():
    tried = set(WRONG) | {"AUTH_PASSWORD_VALIDATORS"}

    assert {one.name for one in DEMANDS} <= tried


def test_an_installation_without_redis_passes_with_a_hint(production):
    said = check(
        {**production, "REDIS_URL": "", "CLAMD_ADDRESS": "", "CACHES": {"default": {"BACKEND": "x"}}}
    )

    assert "REDIS_URL" in said
    assert "CLAMD_ADDRESS" in said


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's own limits")
@pytest.mark.django_db
@pytest.mark.asvs("15.2.2")
def test_postgresql_is_told_the_limits():
    told = {}
    with connection.cursor() as cursor:
        for name in ("lock_timeout", "synchronous_commit", "transaction_isolation"):
            cursor.execute(f"SHOW {name}")
            told[name] = cursor.fetchone()[0]

    assert told == {
        "lock_timeout": "3s",
        "synchronous_commit": "on",
        "transaction_isolation": "read committed",
    }
