"""What `manage.py check --deploy` demands beyond Django's own list: one row for each setting, each a warning.

CI and every deployment call it with `--fail-level WARNING`. What an operator may choose is told as a hint (`Info`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Info, Tags, Warning, register  # noqa: A004 -- Django's name

LEAST_PASSWORD, MOST_PASSWORD = 12, 64
RESET_SECONDS = range(900, 3601)
YEAR_OF_HSTS = 31_536_000
MOST_BODY, MOST_FIELDS, MOST_FILES = 5 * 1024 * 1024, 10_000, 100
PREFIX = "__Host-"


@dataclass(frozen=True)
class Demand:
    """A setting by its name (slashes lead into it), what must hold, and what to do when it does not."""

    name: str
    holds: Callable[[Any], bool]
    advice: str

    def value(self) -> Any:
        """What the installation says; None when nothing."""
        first, *rest = self.name.split("/")
        found = getattr(settings, first, None)
        for key in rest:
            found = found.get(key) if isinstance(found, dict) else None
        return found


def _is(wanted: Any) -> Callable[[Any], bool]:
    return lambda value: value == wanted


def _yes(value: Any) -> bool:
    return value is True


def _no(value: Any) -> bool:
    return value is False


def _at_most(most: float) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int | float) and 0 < value <= most


def _holds(part: str) -> Callable[[Any], bool]:
    return lambda value: part in str(value)


def _hosts(value: Any) -> bool:
    return bool(value) and all(one and "*" not in one and not one.startswith(".") for one in value)


def _origins(value: Any) -> bool:
    return bool(value) and all(one.startswith("https://") and "*" not in one for one in value)


def _host_cookie(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(PREFIX)


def _long_passwords(value: Any) -> bool:
    lengths = [
        one.get("OPTIONS", {}).get("min_length", 8) for one in value or () if _named(one, "MinimumLength")
    ]
    return bool(lengths) and LEAST_PASSWORD <= max(lengths) <= MOST_PASSWORD


def _common_passwords(value: Any) -> bool:
    return any(_named(one, "CommonPassword") for one in value or ())


def _named(validator: dict[str, Any], name: str) -> bool:
    return str(validator.get("NAME", "")).endswith(f"{name}Validator")


def _strict_policy(value: Any) -> bool:
    sources = (value or {}).get("DIRECTIVES", {})
    unsafe = {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:", "data:"}
    return sources.get("default-src") == ["'none'"] and not unsafe & {
        str(one) for all_ in sources.values() for one in all_
    }


DEMANDS = [
    Demand("WAGTAILIMAGES_MAX_IMAGE_PIXELS", _at_most(40_000_000), "Höchstens 40 Millionen."),
    Demand("WAGTAILIMAGES_EXTENSIONS", lambda value: bool(value) and "svg" not in value, "Ohne svg."),
    Demand("WAGTAILDOCS_INLINE_CONTENT_TYPES", _is([]), "Dokumente nur als Anhang."),

    Demand("ALLOWED_HOSTS", _hosts, "Die Namen des Servers einzeln nennen."),
    Demand("CSRF_TRUSTED_ORIGINS", _origins, "Adressen mit https:// einzeln nennen."),
    Demand("WAGTAILADMIN_BASE_URL", lambda value: str(value).startswith("https://"), "BASE_URL mit https:// setzen."),
    Demand("BASE_URL", lambda value: str(value).startswith("https://"), "BASE_URL mit https:// setzen."),
    Demand("SECURE_HSTS_SECONDS", lambda value: (value or 0) >= YEAR_OF_HSTS, "Mindestens ein Jahr."),
    Demand("SESSION_COOKIE_NAME", _host_cookie, "Mit __Host- beginnen."),
    Demand("CSRF_COOKIE_NAME", _host_cookie, "Mit __Host- beginnen."),
    Demand("COOKIE_PREFIX", _is(PREFIX), "__Host- für eigene Cookies."),
    Demand("SESSION_COOKIE_HTTPONLY", _yes, "Kein Skript liest die Sitzung."),
    Demand("CSRF_COOKIE_HTTPONLY", _yes, "Kein Skript liest das Token."),
    Demand("SESSION_COOKIE_SAMESITE", lambda value: value in {"Lax", "Strict"}, "Lax."),
    Demand("CSRF_COOKIE_SAMESITE", lambda value: value in {"Lax", "Strict"}, "Lax."),
    Demand("SESSION_COOKIE_DOMAIN", _is(None), "__Host- erlaubt keine Domain."),
    Demand("CSRF_COOKIE_DOMAIN", _is(None), "__Host- erlaubt keine Domain."),
    Demand("SESSION_COOKIE_PATH", _is("/"), "__Host- verlangt den Pfad /."),
    Demand("SESSION_SAVE_EVERY_REQUEST", _no, "Sonst entstehen Sitzungen für Fremde (CVE-2026-35192)."),
    Demand("SESSION_ENGINE", lambda value: str(value).endswith(("cached_db", ".db")), "cached_db oder db."),
    Demand("PASSWORD_HASHERS", lambda value: "Argon2" in str((value or [""])[0]), "Argon2 zuerst."),
    Demand("AUTH_PASSWORD_VALIDATORS", _long_passwords, "Mindestens 12 Zeichen, nie mehr als 64 verlangen."),
    Demand("AUTH_PASSWORD_VALIDATORS", _common_passwords, "Bekannte Passwörter ablehnen."),
    Demand("PASSWORD_RESET_TIMEOUT", lambda value: value in RESET_SECONDS, "Zwischen 900 und 3600 Sekunden."),
    Demand("DATA_UPLOAD_MAX_MEMORY_SIZE", _at_most(MOST_BODY), "Höchstens 5 MB."),
    Demand("DATA_UPLOAD_MAX_NUMBER_FIELDS", _at_most(MOST_FIELDS), "Höchstens 10 000."),
    Demand("DATA_UPLOAD_MAX_NUMBER_FILES", _at_most(MOST_FILES), "Höchstens 100."),
    Demand("CONTENT_SECURITY_POLICY", _strict_policy, "default-src 'none', nichts mit unsafe oder *."),
    Demand("USE_X_FORWARDED_HOST", _no, "Der Name kommt aus Host, nie aus X-Forwarded-Host."),
    Demand("USE_X_FORWARDED_PORT", _no, "Der Port kommt nie aus X-Forwarded-Port."),
    Demand("DEMO_ALLOWED", _no, "Demo-Konten haben bekannte Passwörter."),
    Demand("FIELD_KEYS", bool, "FIELD_KEYS setzen, sonst steht offen in der Datenbank, was verschlüsselt gehört."),
    Demand("EMAIL_TIMEOUT", _at_most(5), "Höchstens 5 Sekunden."),
    Demand("WAGTAILDOCS_SERVE_METHOD", _is("serve_view"), "Sonst gehen Schutz und Header der Dokumente verloren."),
]  # fmt: skip
POSTGRES = [
    Demand("DATABASES/default/CONN_HEALTH_CHECKS", _yes, "Verbindungen vor Gebrauch prüfen."),
    Demand("DATABASES/default/OPTIONS/connect_timeout", _at_most(5), "Höchstens 5 Sekunden."),
    Demand(
        "DATABASES/default/OPTIONS/isolation_level",
        lambda value: getattr(value, "name", "") == "READ_COMMITTED",
        "READ COMMITTED: andere Stufen vergeben Plätze doppelt.",
    ),
    *(
        Demand(
            "DATABASES/default/OPTIONS/options",
            _holds(option),
            f"{option} setzen.",
        )
        for option in (
            "lock_timeout=3s",
            "statement_timeout=30s",
            "idle_in_transaction_session_timeout=60s",
            "synchronous_commit=on",
        )
    ),
]
REDIS = [
    Demand("CACHES/default/OPTIONS/socket_connect_timeout", _at_most(1), "Höchstens eine Sekunde."),
    Demand("CACHES/default/OPTIONS/socket_timeout", _at_most(5), "Höchstens 5 Sekunden."),
]


@register(Tags.security, deploy=True)
def demands_are_met(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A warning for each setting that is not as production needs it."""
    wanted = [*DEMANDS, *_of_services()]
    return [
        Warning(f"{one.name}: {one.advice}", id=f"vielfalt.{one.name.rpartition('/')[2]}")
        for one in wanted
        if not one.holds(one.value())
    ]


@register(Tags.security, deploy=True)
def proxies_are_counted(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Who believes a proxy that the request came by TLS must say how many proxies there are."""
    believed = settings.SECURE_PROXY_SSL_HEADER is not None
    if believed and settings.TRUSTED_PROXIES < 1:
        return [Warning("TRUSTED_PROXIES: mit BEHIND_PROXY mindestens 1.", id="vielfalt.TRUSTED_PROXIES")]
    return []


@register(Tags.security, deploy=True)
def what_could_be_better(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """What an operator may leave out, as a hint that fails nothing."""
    hints: list[CheckMessage] = []
    if not settings.REDIS_URL:
        hints.append(
            Info("REDIS_URL fehlt: Grenzen zählen je Prozess, nicht je Server.", id="vielfalt.redis")
        )
    if not settings.CLAMD_ADDRESS:
        hints.append(
            Info("CLAMD_ADDRESS fehlt: Dateien werden nicht auf Schadsoftware geprüft.", id="vielfalt.clamd")
        )
    return hints


def _of_services() -> list[Demand]:
    """Those of the services that this installation uses."""
    database = POSTGRES if settings.DATABASES["default"]["ENGINE"].endswith("postgresql") else []
    return [*database, *(REDIS if settings.REDIS_URL else [])]
