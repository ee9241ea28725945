"""The pages of a fresh installation in the other languages."""

from collections.abc import Mapping

from django.conf import settings
from wagtail.models import Locale, Page

from cms_apps.content.translating import translate
from cms_apps.foundation.languages import EASY
from cms_apps.pages.models import HomePage
from cms_apps.pages.setup import english

TEXTS: dict[str, Mapping[str, str]] = {"en": english.PAGES}


def setup_translations(home: HomePage) -> list[Page]:
    """Make the start page and the pages below it in each other language, once; returns the start pages.

    What is live in German goes live; drafts stay drafts. A language that has a start page belongs to its editors.
    """
    others = Locale.objects.exclude(language_code__in=(settings.LANGUAGE_CODE, EASY)).order_by(
        "language_code"
    )
    return [_start_page(home, locale) for locale in others]


def _start_page(home: HomePage, locale: Locale) -> Page:
    existing = home.get_translation_or_none(locale)
    if existing is not None:
        return existing
    texts = TEXTS.get(locale.language_code, {})
    translated: Page = translate(home, texts, locale)
    for page in home.get_children().specific():
        translate(page, texts, locale, publish=page.live)
    return translated
