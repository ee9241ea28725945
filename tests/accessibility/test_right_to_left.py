"""Until the right-to-left languages are there: every template in a right-to-left pseudo-locale (tests/pseudo.py)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.test.signals import template_rendered
from django.utils import translation
from wagtail.models import Locale, Page

from tests.accessibility.looker import PHONE, Looker
from tests.accessibility.walks import IN_GERMAN, Person
from tests.architecture.committed import texts
from tests.pseudo import LANGUAGE, write_pseudo_locale

pytestmark = [pytest.mark.slow, pytest.mark.once, pytest.mark.django_db]

CODE = LANGUAGE[0]
NO_PAGES = ("emails/", "account/email/", "account/messages/")
GERMAN_ADMIN = (
    "content/admin/",
    "media/admin/",
    "notifications/admin/",
    "pages/admin/",
    "wagtailadmin/",
    "wagtailcore/",
    "wagtail_localize/",
)
UNUSED = {"allauth/layouts/base.html"}  # stands in for allauth's own, should a page of it ever be reached
# Shown when nothing else works, without a language; and what is written in Leichte Sprache alone.
GERMAN_ALWAYS = {"400.html", "500.html", "503.html", "pages/easy_page.html"}


class Speaking(Client):
    """Asks for every page in the pseudo-locale."""

    def generic(self, method: str, path: str, *args: Any, **kwargs: Any) -> Any:
        """Put its language in the place of German."""
        return super().generic(method, re.sub(r"^/de/", f"/{CODE}/", path), *args, **kwargs)


class Reader(Person):
    """Somebody who reads from right to left."""

    language = CODE

    def __call__(self, **options: Any) -> Client:
        """A browser that asks for the pseudo-locale."""
        return Speaking(**options)

    def pages_are_there(self) -> None:
        """Copy every German page."""
        locale, _ = Locale.objects.get_or_create(language_code=CODE)
        german = Page.objects.filter(depth__gt=1, locale__language_code="de").order_by("path")
        for page in german.specific():
            page.copy_for_translation(locale, copy_parents=True).save_revision().publish()


@pytest.fixture
def reader(settings, tmp_path) -> Iterator[Reader]:
    write_pseudo_locale(django_settings.LOCALE_PATHS[0] / "en" / "LC_MESSAGES" / "django.po", tmp_path)
    settings.LOCALE_PATHS = [tmp_path, *django_settings.LOCALE_PATHS]
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [*settings.LANGUAGES, LANGUAGE]
    yield Reader()
    translation.activate("de")


@pytest.mark.browser
@pytest.mark.parametrize("walk", IN_GERMAN, ids=lambda walk: walk.__name__)
def test_right_to_left_fits_a_phone(reader, chromium, walk):
    context = chromium.new_context(viewport=PHONE)
    looker = Looker(context.new_page(), schemes=("light",), axe=False)

    walk(reader, looker)

    context.close()
    assert looker.wrong == {}


def test_every_template_is_drawn_right_to_left(reader):
    drawn: set[str] = set()
    wrong: list[str] = []

    def remember(template: Any, **_: Any) -> None:
        drawn.add(template.name or "")

    def look(name: str, response: Any, *, status: int = 200) -> None:
        html = response.content.decode()
        if response.status_code != status:
            wrong.append(f"{name} answers {response.status_code}")
        elif name not in {"400", "413", "500", "503"} and f'<html lang="{CODE}" dir="rtl">' not in html:
            wrong.append(f"{name} runs from left to right")

    template_rendered.connect(remember)
    try:
        for walk in IN_GERMAN:
            with transaction.atomic():
                walk(reader, look)
                transaction.set_rollback(True)
            cache.clear()
    finally:
        template_rendered.disconnect(remember)

    assert wrong == []
    missing = [name for name in pages_of_ours() if name not in drawn]
    assert not missing, " ".join(missing)


def pages_of_ours() -> list[str]:
    names = [Path(path).relative_to("templates").as_posix() for path in texts(".html", under="templates/")]
    return [
        name
        for name in names
        if not name.startswith((*NO_PAGES, *GERMAN_ADMIN)) and name not in GERMAN_ALWAYS | UNUSED
    ]
