"""A whole release in order: the one source of its plain text and its paper."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from cms_apps.foundation.templatetags.vielfalt import day
from cms_apps.pages.release.parts import (
    GERMAN,
    Around,
    Part,
    contact_parts,
    file_part,
    parts_of,
    picture_parts,
    say,
)
from cms_apps.pages.release.words import BULLET, Run


@dataclass(frozen=True)
class Account:
    """What a release says, from the issuer to the contact. Its language is the active one."""

    title: str
    kind: str
    issuer: Part
    dateline: str
    headline: Part
    subheadline: Part
    lead: Part
    corrections: list[Part]
    body: list[Part]
    closing: list[Part]
    address: str
    day: str


def account_of(page: Any, request: Any) -> Account:
    """Tell a press release; what is not translated yet says that it is German."""
    around = Around(page, page.get_full_url(request) or "")
    return Account(
        title=page.title,
        kind=_("Presseinformation"),
        issuer=_field(page, "issuer"),
        dateline=f"{page.place}, {day(page.date)}",
        headline=_field(page, "title"),
        subheadline=_field(page, "subheadline"),
        lead=_field(page, "lead"),
        corrections=[_correction(page, one) for one in page.latest_corrections],
        body=[part for block in page.body for part in _in_language(page, block.id, parts_of(block, around))],
        closing=[*_pictures(around), *_attachments(around), *_boilerplate(page), *_contact(page)],
        address=around.base,
        day=page.date.isoformat(),
    )


def _in_language(thing: Any, unit: Any, parts: Iterable[Part]) -> Iterator[Part]:
    """Mark the parts of a field or a block that a translation still shows in German."""
    found = any(one == unit or one.endswith(f".{unit}") for one in thing.untranslated)
    return (replace(part, language=GERMAN) if found else part for part in parts)


def _field(page: Any, name: str) -> Part:
    return next(_in_language(page, name, [say("paragraph", getattr(page, name))]))


def _correction(page: Any, block: Any) -> Part:
    moment = _("Berichtigt am %(day)s:") % {"day": day(block.value["date"])}
    part = Part("paragraph", [Run(f"{moment} ", strong=True), Run(block.value["text"])])
    return next(_in_language(page, block.id, [part]))


def _pictures(around: Around) -> Iterator[Part]:
    if around.page.shown_pictures:
        yield say("heading", _("Pressebilder"))
    for block in around.page.shown_pictures:
        yield from _in_language(around.page, block.id, picture_parts(block.value, around))


def _attachments(around: Around) -> Iterator[Part]:
    files = [block.value for block in around.page.attachments if block.value]
    if files:
        yield say("heading", _("Anlagen"))
    yield from (file_part(file, around) for file in files)


def _boilerplate(page: Any) -> Iterator[Part]:
    return _in_language(page, "boilerplate", _about(page.boilerplate) if page.boilerplate else ())


def _about(about: Any) -> Iterator[Part]:
    yield from _in_language(about, "title", [say("heading", about.title)])
    yield from _in_language(about, "text", [say("paragraph", about.text)])
    for channel in about.channels:
        parts = [Part("item", [Run(channel.value["name"], address=channel.value["address"])], mark=BULLET)]
        yield from _in_language(about, channel.id, parts)


def _contact(page: Any) -> Iterator[Part]:
    if page.contact:
        yield say("heading", _("Kontakt für die Presse"))
        yield from _in_language(page, "contact", contact_parts(page.contact))
