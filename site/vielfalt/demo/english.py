"""The demo's English: standing pages, legal pages, some news and releases, translated as in the editor (fixtures/newsroom/en/).

One news item lacks one string on purpose: it shows how a part that is not translated stays German.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page

from cms_apps.accounts.models import User
from cms_apps.content.models import Boilerplate, Contact, Spokesperson, Topic
from cms_apps.content.translating import translate
from cms_apps.navigation.models import Menu

FOLDER = settings.ROOT / "fixtures" / "newsroom" / "en"
DRESSED = ("mitmachen", "presse")  # got picture or contact from the demo after setup had translated them
CHIEF = "chefredaktion"


@transaction.atomic
def load_english(users: Mapping[str, User]) -> None:
    """Publish the English translations; what is live in English stays as it is. Comes after `translate_site`."""
    german, english = (Locale.objects.get(language_code=code) for code in ("de", "en"))
    _translate_furniture(german, english)
    for slug in DRESSED:
        _translate_page(slug, {}, english, users, again=True)
    for name in ("legal.json", "contact.json", "faq.json", "areas.json", "news.json", "press.json"):
        for slug, texts in _read(name).items():
            _translate_page(slug, texts, english, users)
    _translate_menus(german, english)


def _translate_furniture(german: Locale, english: Locale) -> None:
    shared = _read("shared.json")
    rows = [(Topic.objects.filter(slug=slug), texts) for slug, texts in shared["topics"].items()]
    rows += [(Contact.objects.filter(name=name), texts) for name, texts in shared["contacts"].items()]
    register = _read("register.json")
    rows += [(Spokesperson.objects.filter(name=name), texts) for name, texts in register["speakers"].items()]
    rows += [
        (Boilerplate.objects.filter(title=title), texts) for title, texts in register["boilerplates"].items()
    ]
    for found, texts in rows:
        original = found.filter(locale=german).first()
        if original is not None and not original.has_translation(english):
            translate(original, texts, english)


def _translate_menus(german: Locale, english: Locale) -> None:
    """Take over what the demo hung into the menus after setup had translated them."""
    for menu in Menu.objects.filter(locale=german):
        translate(menu, _read("menus.json"), english)


def _translate_page(
    slug: str, texts: Mapping[str, str], english: Locale, users: Mapping[str, User], *, again: bool = False
) -> None:
    original = Page.objects.live().filter(slug=slug, locale__language_code=settings.LANGUAGE_CODE).first()
    if original is None:
        return
    target = original.get_translation_or_none(english)
    if target is not None and target.live and not (again and _lacks_contact(target.specific)):
        return
    page = translate(original.specific, texts, english, user=users.get(CHIEF))
    Page.objects.filter(pk=page.pk).update(first_published_at=original.first_published_at)


def _lacks_contact(page: Any) -> bool:
    return getattr(page, "contact_id", None) is None


def _read(name: str) -> dict[str, Any]:
    rows: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return rows
