"""Tests: fast hashing, mails in memory, a database file that may be reused."""

import os

os.environ.setdefault("LONG_STATEMENTS", "1")  # a slow machine is no fault: see the wider limit below

from .base import *  # noqa: F403
from .base import CACHES, DATABASES, REDIS_URL, VAR_DIR, env

SECRET_KEY = "tests-only"  # noqa: S105 -- protects nothing
FIELD_KEYS: list[str] = []
ALLOWED_HOSTS = ["*"]
BASE_URL = "http://testserver"
GUARD_SIGN_UP = False  # tests of the guard turn it on
DEMO_ALLOWED = True
KEPT_SECONDS = 60  # with the few of a site without Redis they would run out between two counts of queries
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ELASTICSEARCH_URL = ""  # tests that need it take it from the environment, with an index of their own
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    # A file, not memory: race tests need several connections, and --reuse-db can keep it.
    DATABASES["default"]["TEST"] = {
        "NAME": VAR_DIR / f"test-{env.str('PYTEST_XDIST_WORKER', default='main')}.sqlite3"
    }
else:  # a statement that never ends is one: it fails by its name
    DATABASES["default"]["OPTIONS"]["options"] += " -c statement_timeout=120s"
if REDIS_URL:
    # Each worker its own database: clearing the cache before a test must not clear another's.
    worker = int(env.str("PYTEST_XDIST_WORKER", default="gw0").removeprefix("gw"))
    for cache in CACHES.values():
        cache["LOCATION"] = f"{REDIS_URL.rpartition('/')[0]}/{worker + 1}"
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs a loop beside the live server
