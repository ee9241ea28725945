"""The first pages in Leichte Sprache. Editors change them in the admin; nothing here overwrites theirs."""

from typing import Any

from wagtail.models import Locale, Page

from cms_apps.foundation.languages import EASY
from cms_apps.pages.models import EasyPage, HomePage
from cms_apps.pages.setup import easy_texts

HOME_SLUG = "start-leicht"


def setup_easy(home: HomePage) -> EasyPage:
    """Make what is missing of the start page in Leichte Sprache and the pages below it, and return the start page.

    The accessibility statement is a draft, as in German: it says what somebody has checked.
    """
    locale = Locale.objects.get(language_code=EASY)
    german = {page.slug: page for page in home.get_children()}
    start = EasyPage.objects.filter(locale=locale, depth=home.depth).first()
    fresh = start is None
    if start is None:
        start = _add(home.get_parent(), locale, home.page_ptr, slug=HOME_SLUG, **easy_texts.START)
    for slug, counterpart, live, text in easy_texts.BELOW:
        if not _is_there(start, slug, german.get(counterpart)):
            _add(start, locale, german.get(counterpart), slug=slug, live=live, **text)
    if fresh:
        start.refresh_from_db()
        start.body = easy_texts.body_of_start(german["traeger"], start.get_children().get(slug="mithelfen"))
        start.save_revision().publish()
    return start


def _is_there(start: EasyPage, slug: str, counterpart: Page | None) -> bool:
    """Also at another address: editors may have moved it."""
    if counterpart is not None and EasyPage.written_for(counterpart).exists():
        return True
    return bool(start.get_children().filter(slug=slug).exists())


def _add(
    parent: Page, locale: Locale, counterpart: Page | None, *, live: bool = True, **text: Any
) -> EasyPage:
    page = EasyPage(
        locale=locale,
        counterpart=counterpart,
        written_by=easy_texts.WRITTEN_BY,
        live=live,
        has_unpublished_changes=not live,
        **text,
    )
    parent.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return page
