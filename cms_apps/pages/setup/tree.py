"""The record of the site and its first pages."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Collection, Locale, Page, Site

from cms_apps.content.models import BasePage
from cms_apps.pages.models import (
    ContactPage,
    FinderPage,
    HomePage,
    LegalPage,
    NewsIndexPage,
    PressIndexPage,
    StandardPage,
)
from cms_apps.pages.setup import texts

HOME_SLUG = "start"
HTTP, HTTPS = 80, 443


def setup_tree() -> HomePage:
    """Make the start page, the site that shows it and the pages below; what exists stays as editors left it."""
    locale = setup_languages()
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale)
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    home = HomePage.objects.child_of(root).filter(locale=locale).first() or _make_home(root, locale)
    _show(home)
    _delete_welcome_page(root)
    _fill(home)
    return home


def setup_languages() -> Locale:
    """Make a locale for each language, and return the German one; no tree follows another by itself."""
    locales = [
        Locale.objects.get_or_create(language_code=code)[0] for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES
    ]
    return next(locale for locale in locales if locale.language_code == settings.LANGUAGE_CODE)


def _make_home(root: Page, locale: Locale) -> HomePage:
    home = HomePage(
        title=texts.HOME_TITLE,
        slug=HOME_SLUG,
        lead=texts.HOME_LEAD,
        steps=[("step", {"title": title, "text": text}) for title, text in texts.HOME_STEPS],
        locale=locale,
    )
    root.add_child(instance=home)
    return home


def _show(home: HomePage) -> None:
    address = urlsplit(settings.BASE_URL)
    port = address.port or (HTTPS if address.scheme == "https" else HTTP)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname or "localhost",
            "port": port,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "root_page": home,
        },
    )


def _delete_welcome_page(root: Page) -> None:
    for page in root.get_children().filter(content_type__app_label="wagtailcore", slug="home"):
        page.delete()


def _fill(home: HomePage) -> None:
    mitmachen = _child(home, StandardPage, "mitmachen", live=True, **texts.TAKE_PART)
    finder = _child(home, FinderPage, "traeger", live=True, **texts.FINDER)
    _child(home, NewsIndexPage, "aktuelles", live=True, **texts.NEWS)
    _child(home, PressIndexPage, "presse", live=True, **texts.PRESS)
    _child(home, ContactPage, "kontakt", live=False, **texts.CONTACT)
    for slug, title, lead, parts in texts.LEGAL:
        _child(home, LegalPage, slug, live=False, title=title, lead=lead, body=texts.body_of(parts))
    home.refresh_from_db()
    if home.help_page_id is None and home.seek_page_id is None:
        home.help_page, home.seek_page = mitmachen.page_ptr, finder.page_ptr
        home.save_revision().publish()


def _child(home: HomePage, model: type[BasePage], slug: str, *, live: bool, **fields: Any) -> Any:
    existing = home.get_children().filter(slug=slug).first()
    if existing is not None:
        return existing.specific
    page = model(slug=slug, live=live, has_unpublished_changes=not live, locale=home.locale, **fields)
    home.add_child(instance=page)
    revision = page.save_revision()
    if live:
        revision.publish()
    return page
