"""The demo and daily work: one machine, SQLite, mails as files, no secret needed."""

from .base import *  # noqa: F403
from .base import VAR_DIR, env
from .parts.secrets import local_secret

DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret(VAR_DIR / "secret_key")
FIELD_KEYS = env.list("FIELD_KEYS", default=[])
DEMO_ALLOWED = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
