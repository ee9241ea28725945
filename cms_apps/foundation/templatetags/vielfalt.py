"""Tags and filters that every template may use without loading them."""

import json
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms_apps.foundation.integrity import integrity_of
from cms_apps.foundation.languages import spoken, system_language

register = template.Library()
GERMAN = mark_safe(' lang="de" dir="ltr"')
# As Django's json_script: what could end the element or open a comment is written as an escape of JSON.
JSON_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


@register.simple_tag
def script(name: str) -> SafeString:
    """A script of ours, run when the page is there; a browser runs it only as it left this house."""
    return format_html('<script src="{}" integrity="{}" defer></script>', static(name), integrity_of(name))


@register.simple_tag
def json_ld(data: Any) -> SafeString:
    """Structured data for search engines; no script to a browser, so the content policy lets it stand."""
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(f'<script type="application/ld+json">{text.translate(JSON_ESCAPES)}</script>')


@register.filter
def day(value: date | datetime | None) -> str:
    """A date as people write it: 4. Dezember 2026."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    # A day never stands alone at the end of a line.
    return _written(value, _("j. F Y"), get_language() or "").replace(" ", "\u00a0", 1)


@register.filter
def weekday_and_day(value: date | datetime | None) -> str:
    """A date with its weekday: Freitag, 4. Dezember 2026."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return _written(value, _("l, j. F Y"), get_language() or "")


@lru_cache(maxsize=1000)
def _written(value: date, pattern: str, language: str) -> str:
    """Write a date once for each language: lists show the same few days again and again."""
    return date_format(value, pattern)


@register.filter
def clock(value: datetime | None) -> str:
    """A time of day: 14:02 Uhr."""
    return (
        "" if value is None else _("%(time)s Uhr") % {"time": date_format(timezone.localtime(value), "H:i")}
    )


@register.filter
def number(value: Any) -> str:
    """A whole number with a narrow space before each group of three digits: 12 345."""
    return "" if value is None else f"{int(value):,}".replace(",", "\u202f")


@register.filter
def german(thing: Any, unit: Any) -> SafeString:
    """`<h1{{ page|german:"title" }}>`: language and direction of a part that a translation still shows in German.

    A block of a text is named by itself: `{{ page|german:block }}`.
    """
    untranslated = getattr(thing, "untranslated", None) or []
    found = any(one == unit or one.endswith(f".{getattr(unit, 'id', '')}") for one in untranslated)
    return GERMAN if found else SafeString()


@register.filter
def language_tag(code: str) -> str:
    """`<html lang="{{ language|language_tag }}">`: what browsers know of a language of this site."""
    return spoken(code)


@register.simple_tag
def german_data() -> SafeString:
    """`<p{% german_data %}>`: the same for what editors enter in German only, a picture's description for example."""
    return SafeString() if system_language() == settings.LANGUAGE_CODE else GERMAN


@register.simple_tag
def state_tag(label: str, tone: str) -> SafeString:
    """A state in one word; tone: open (blue), wait (sun), late (red), done (teal), quiet (outlined).

    Code and not a template: a queue shows it for each row, and an include costs six times as much.
    """
    return format_html('<span class="state state--{}">{}</span>', tone, label)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; decorative unless it has a label. `name` comes from templates, never from people."""
    return _drawn(name, label)


@lru_cache(maxsize=500)
def _drawn(name: str, label: str) -> SafeString:
    """A page shows the same few icons again and again."""
    role = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon" {}><use href="{}#{}"></use></svg>', role, static("img/icons.svg"), name
    )
