"""Ours, as in production, but on loopback and without secrets: DEBUG off, connections kept, no page cache."""

from vielfalt.settings.base import *  # noqa: F403
from vielfalt.settings.base import DATABASES, MIDDLEWARE, VAR_DIR, env

SECRET_KEY = "benchmarks-only"  # noqa: S105 -- protects nothing
FIELD_KEYS: list[str] = []
ALLOWED_HOSTS = ["127.0.0.1", "testserver"]
DEBUG = False
GUARD_SIGN_UP = False  # a hundred sign-ups from one machine are the point
DEMO_ALLOWED = True
DATABASES["default"] = env.dj_db_url("BENCH_DATABASE_URL", conn_max_age=None, conn_health_checks=True)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_USE_FINDERS = True
if env.bool("BENCH_COUNT_SQL", default=False):
    MIDDLEWARE.insert(0, "benchmarks.middleware.CountSqlMiddleware")
