"""Hanging the menus into a fresh site."""

from django.conf import settings
from wagtail.models import Locale, Page, Site

from cms_apps.content.translating import translate
from cms_apps.foundation.languages import EASY
from cms_apps.navigation.models import Menu, MenuItem

# Titles and where they lead: the slug of a page below the start page, or an address.
MENUS: dict[str, list[tuple[str, str]]] = {
    Menu.Place.MAIN: [
        ("Mitmachen", "mitmachen"),
        ("Begleitung finden", "traeger"),
        ("Aktuelles", "aktuelles"),
        ("Presse", "presse"),
    ],
    Menu.Place.TOP: [("Gebärdensprache", "gebaerdensprache")],
    Menu.Place.FOOTER: [
        ("Kontakt", "kontakt"),
        ("Impressum", "impressum"),
        ("Datenschutz", "datenschutz"),
        ("Barrierefreiheit", "barrierefreiheit"),
        ("Leichte Sprache", f"/{EASY}/"),
        ("Gebärdensprache", "gebaerdensprache"),
        ("Für Träger", "/schreibtisch/"),
    ],
}


ENGLISH: dict[str, str] = {
    "Mitmachen": "Take part",
    "Begleitung finden": "Find support",
    "Aktuelles": "News",
    "Presse": "Press",
    "Leichte Sprache": "Easy language",
    "Gebärdensprache": "Sign language",
    "Kontakt": "Contact",
    "Impressum": "Legal notice",
    "Datenschutz": "Privacy",
    "Barrierefreiheit": "Accessibility",
    "Für Träger": "For host organisations",
}
TEXTS = {"en": ENGLISH}
# Leichte Sprache is written, not translated: its menus name what there is in it, and what the law asks for.
EASY_MENUS: dict[str, list[tuple[str, str]]] = {
    Menu.Place.MAIN: [("Start", f"/{EASY}/"), ("Mithelfen", "mithelfen"), ("Kontakt", "kontakt")],
    Menu.Place.TOP: MENUS[Menu.Place.TOP],
    Menu.Place.FOOTER: [
        ("Kontakt", "kontakt"),
        ("Barriere-Freiheit", "barrierefreiheit"),
        ("Impressum (normale Sprache)", "impressum"),
        ("Datenschutz (normale Sprache)", "datenschutz"),
    ],
}


def setup_menus() -> None:
    """Make the three menus in each language that has a start page; a menu that exists belongs to the editors and stays as it is."""
    locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    home = Site.objects.get(is_default_site=True).root_page
    pages = {page.slug: page for page in home.get_children()}
    _make_missing(MENUS, locale, pages)
    easy = home.get_translations().filter(locale__language_code=EASY).first()
    if easy is not None:
        own = {page.slug: page for page in easy.get_children()}
        _make_missing(EASY_MENUS, easy.locale, {**pages, **own})
    started = Locale.objects.filter(pk__in=home.get_translations().values("locale"))
    for other in started.exclude(language_code=EASY):
        for menu in Menu.objects.filter(locale=locale).exclude(
            place__in=Menu.objects.filter(locale=other).values("place")
        ):
            translate(menu, TEXTS.get(other.language_code, {}), other)


def _make_missing(menus: dict[str, list[tuple[str, str]]], locale: Locale, pages: dict[str, Page]) -> None:
    for place, entries in menus.items():
        if not Menu.objects.filter(place=place, locale=locale).exists():
            _make(Menu.objects.create(place=place, locale=locale), entries, pages)


def _make(menu: Menu, entries: list[tuple[str, str]], pages: dict[str, Page]) -> None:
    for order, (title, target) in enumerate(entries):
        where = {"address": target} if target.startswith("/") else {"page": pages.get(target)}
        if any(where.values()):
            MenuItem.objects.create(menu=menu, locale=menu.locale, title=title, sort_order=order, **where)
