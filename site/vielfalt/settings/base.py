"""Settings shared by every installation; dev, test and production state only what differs."""

from pathlib import Path

from environs import Env

from .parts.database import database

env = Env()

ROOT = Path(__file__).resolve().parents[3]
VAR_DIR = (
    ROOT / env.str("VAR_DIR", default="var")
).resolve()  # relative to the repository, not to the process
PORT = env.int("PORT", default=8000)
BASE_URL = (env.str("BASE_URL", default="") or f"http://127.0.0.1:{PORT}").rstrip("/")

INSTALLED_APPS = [
    "vielfalt.apps.VielfaltConfig",
    # the content tower
    "cms_apps.search",
    "cms_apps.pages",
    "cms_apps.navigation",
    "cms_apps.content",
    # the people's tower
    "cms_apps.portal",
    "cms_apps.reports",
    "cms_apps.volunteering",
    "cms_apps.enrolments",
    "cms_apps.volunteers",
    "cms_apps.courses",
    "cms_apps.organisations",
    # the ground
    "cms_apps.media",
    "cms_apps.notifications",
    "cms_apps.privacy",
    "cms_apps.accounts",
    "cms_apps.outbox",
    "cms_apps.links",
    "cms_apps.places",
    "cms_apps.parameters",
    "cms_apps.workflow",
    "cms_apps.foundation",
    # third parties
    "wagtail_localize",
    "wagtail.locales",  # not wagtail-localize's own, which fills a language with German aliases
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "formtools",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "vielfalt.apps.VielfaltStaticFilesConfig",
    "django.contrib.sitemaps",
    "django.contrib.postgres",
    "django.forms",
]

MIDDLEWARE = [
    "cms_apps.foundation.middleware.RequestIdMiddleware",
    "csp.middleware.CSPMiddleware",
    "cms_apps.foundation.headers.AdminPolicyMiddleware",
    "cms_apps.foundation.headers.HeadersMiddleware",
    "cms_apps.foundation.security_log.SecurityLogMiddleware",
    "cms_apps.foundation.middleware.CachingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms_apps.foundation.input_limits.InputLimitsMiddleware",
    "cms_apps.foundation.middleware.NulByteMiddleware",
    "cms_apps.foundation.middleware.DatabaseAwayMiddleware",
    "cms_apps.foundation.unreadable.UnreadableInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms_apps.foundation.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms_apps.accounts.sessions.SessionAgeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms_apps.accounts.second_factor.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms_apps.accounts.attempts.AttemptsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cms_apps.content.redirecting.RedirectBelowMiddleware",
]

ROOT_URLCONF = "vielfalt.urls"
WSGI_APPLICATION = "vielfalt.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms_apps.parameters.context.terms",
            ],
            "builtins": ["cms_apps.foundation.templatetags.vielfalt"],
        },
    }
]
FORM_RENDERER = "cms_apps.foundation.forms.VielfaltRenderer"

DATABASES = {"default": database(VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# How many proxies in front append the address that they saw; 0: nobody's X-Forwarded-For counts.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
# Limits for each network and a least time to fill in; measurements, which come from one network, turn them off.
GUARD_SIGN_UP = True

REDIS_URL = env.str("REDIS_URL", default="")
_REDIS = {
    "BACKEND": "django.core.cache.backends.redis.RedisCache",
    "LOCATION": REDIS_URL,
    "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
}
_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = (
    {"default": _REDIS, "made": {**_REDIS, "KEY_PREFIX": "made"}}
    if REDIS_URL
    else {
        # Django keeps 300 entries and then throws a third away, counts of attempts among them.
        "default": {"BACKEND": _MEMORY, "OPTIONS": {"MAX_ENTRIES": 100_000}},
        # Papers and pictures that were made of pages, some 50 kB each.
        "made": {"BACKEND": _MEMORY, "LOCATION": "made", "OPTIONS": {"MAX_ENTRIES": 200}},
    }
)
# How long a process keeps what another may have changed (foundation.kept); Redis tells it at once.
KEPT_SECONDS = 60 if REDIS_URL else 5
# A cache of one process alone would keep a session open in the others after sign-out.
SESSION_ENGINE = f"django.contrib.sessions.backends.{'cached_db' if REDIS_URL else 'db'}"

# German is the source language: every message id is German, other languages live in site/locale.
LANGUAGE_CODE = "de"
# What forms, mails and desks speak; Leichte Sprache has pages of its own and else stays German.
SYSTEM_LANGUAGES = [("de", "Deutsch"), ("en", "English")]
LANGUAGES = [SYSTEM_LANGUAGES[0], ("de-ls", "Leichte Sprache"), *SYSTEM_LANGUAGES[1:]]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("de", "Deutsch"), ("en", "English")]
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
LOCALE_PATHS = [ROOT / "site" / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [ROOT / "site" / "static", ("handbook", ROOT / "docs" / "pictures")]
STATIC_ROOT = Path(env.str("STATIC_ROOT", default="") or ROOT / "site" / "staticfiles")
MEDIA_URL = "/media/"
# What was erased on a person's word, for restored backups: outside the database and outside its backups.
ERASURE_JOURNAL = Path(env.str("ERASURE_JOURNAL", default="") or VAR_DIR / "erasures.jsonl")
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default="") or VAR_DIR / "media")

WAGTAIL_SITE_NAME = "Vielfalt"
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILIMAGES_IMAGE_MODEL = "media.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms_apps.media.forms.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]  # an SVG is a program
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms_apps.media.forms.DownloadForm"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # nothing of others opens inside this site, PDF neither
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", default="")  # host:port of a virus scanner
WAGTAILDOCS_DOCUMENT_MODEL = "media.Download"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# Nothing calls home: no avatars, no update check, no news banner from other hosts.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# No service for films is asked, whatever an editor pastes.
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
# Wagtail keeps a password that many share as it was typed; pages and files are shut by sign-in or group.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}

# Whether the worker asks at web addresses of others that pages lead to, a few each minute.
CHECK_OUTSIDE_LINKS = env.bool("CHECK_OUTSIDE_LINKS", default=False)
OUTSIDE_LINK_PORTS = frozenset({80, 443})  # behind others listens what is no website

from .parts.accounts import *  # noqa: E402, F403
from .parts.logging import *  # noqa: E402, F403
from .parts.mail import *  # noqa: E402, F403
from .parts.search import *  # noqa: E402, F403
from .parts.security import *  # noqa: E402, F403
from .parts.tick import *  # noqa: E402, F403
