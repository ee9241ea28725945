"""What the text of a release says, block by block, without any markup."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from cms_apps.content.addresses import localised
from cms_apps.foundation.languages import system_language
from cms_apps.foundation.templatetags.vielfalt import day
from cms_apps.pages.release.words import BULLET, Line, Run, lines_of

GERMAN = settings.LANGUAGE_CODE


@dataclass(frozen=True)
class Said:
    """Some words, with their language when it is not that of the part in which they stand."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Part:
    """One part of a release: heading, paragraph, item, quote, figure or row; `notes` say whose or from where."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    mark: str = ""
    notes: list[Said] = field(default_factory=list)
    language: str = ""  # when it is not that of the release

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join(run.text for run in self.runs)

    @property
    def note(self) -> str:
        """Whose or from where, in one line."""
        return ", ".join(one.text for one in self.notes)


@dataclass(frozen=True)
class Around:
    """What a block needs to know of the page that it stands on."""

    page: Any
    base: str

    def address(self, path: str) -> str:
        """The whole address."""
        return urljoin(self.base, path)


def say(kind: str, text: str, **more: Any) -> Part:
    """A part of one run."""
    return Part(kind, [Run(text)], **more)


def parts_of(block: Any, around: Around) -> list[Part]:
    """What one block says; of a kind that is not known here what the search would read."""
    teller = TELLERS.get(block.block_type)
    if teller is None:
        return [say("paragraph", text) for text in block.block.get_searchable_content(block.value)]
    return teller(block.value, around)


def picture_parts(value: Any, _around: Around) -> list[Part]:
    """A picture in words: caption or description, credit and licence."""
    picture = value["picture"]
    if not picture or not picture.may_be_shown:
        return []
    german, caption = _as_entered(), value["caption"]
    credit = [Said(one, german) for one in (picture.credit, picture.licence) if one]
    text, language = (caption, "") if caption else (picture.description or picture.title, german)
    return [say("item", text, mark=BULLET, notes=credit, language=language)]


def file_part(file: Any, around: Around) -> Part:
    """A file by its name and address."""
    kind = f"{file.file_extension.upper()}, {filesizeformat(file.get_file_size())}"
    runs = [Run(file.title, address=around.address(file.url))]
    return Part("item", runs, mark=BULLET, notes=[Said(kind)], language=_as_entered())


def contact_parts(contact: Any) -> list[Part]:
    """Whom to ask, a line each."""
    lines = (contact.name, contact.office, contact.phone, contact.email)
    return [say("line", line) for line in lines if line]


def as_of(source: str, moment: date) -> str:
    """Where a figure comes from."""
    return _("Quelle: %(source)s, Stand: %(day)s") % {"source": source, "day": day(moment)}


def _line(line: Line) -> Part:
    return Part("item" if line.mark else "paragraph", line.runs, mark=line.mark)


def _text(value: Any, around: Around) -> list[Part]:
    return [_line(line) for line in lines_of(value.source, around.base)]


def _quote(value: Any, _around: Around) -> list[Part]:
    notes = [Said(one) for one in (value["name"], value["office"]) if one]
    return [say("quote", value["text"], notes=notes)]


def _statement(value: Any, around: Around) -> list[Part]:
    speaker = value["speaker"]
    if not speaker:
        return []
    office = speaker.office_on(around.page.date)
    notes = [Said(speaker.name), *([_office(speaker, office)] if office else [])]
    return [say("quote", value["text"], notes=notes)]


def _office(speaker: Any, office: Any) -> Said:
    is_german = any(one.endswith(f".{office.id}") for one in speaker.untranslated)
    return Said(office.value["title"], GERMAN if is_german else "")


def _as_entered() -> str:
    """The language of what editors enter in German only, when the release has another."""
    return "" if system_language() == GERMAN else GERMAN


def _key_figures(value: Any, _around: Around) -> list[Part]:
    rows = [
        Part("figure", [Run(one.written, strong=True), Run(f" {one['label']}")], notes=[Said(as_of(one["source"], one["as_of"]))])
        for one in value["figures"]
    ]  # fmt: skip
    return [say("heading", value["heading"]), *rows]


def _figures(value: Any, _around: Around) -> list[Part]:
    rows = [
        Part("figure", [Run(one["value"], strong=True), Run(f" {one['label']}")]) for one in value["figures"]
    ]
    source = [say("note", value["source"])] if value["source"] else []
    return [say("heading", value["heading"]), *rows, *source]


def _steps(value: Any, _around: Around) -> list[Part]:
    steps = [
        Part("item", [Run(f"{one['title']}: ", strong=True), Run(one["text"])], mark=f"{number}.")
        for number, one in enumerate(value["steps"], 1)
    ]
    return [say("heading", value["heading"]), *steps]


def _table(value: Any, _around: Around) -> list[Part]:
    head = [column["heading"] for column in value.columns]
    rows = [
        Part("item", _cells(head, [str(cell.value) for cell in row]), mark=BULLET)
        for row in value.rows
        if len(row)
    ]  # fmt: skip
    return [*([say("heading", value.caption)] if value.caption else []), *rows]


def _cells(head: list[str], row: list[str]) -> list[Run]:
    named = [f"{name} {cell}" for name, cell in zip(head[1:], row[1:], strict=False) if cell]
    return [Run(row[0], strong=True), Run(f": {', '.join(named)}" if named else "")]


def _downloads(value: Any, around: Around) -> list[Part]:
    return [say("heading", value["heading"]), *(file_part(file, around) for file in value["files"] if file)]


def _button(value: Any, around: Around) -> list[Part]:
    url = value.url_on(around.page) if value.get("page") else localised(value.get("address") or "")
    return [Part("paragraph", [Run(value["title"], address=around.address(url))])] if url else []


def _contact(value: Any, _around: Around) -> list[Part]:
    return [say("heading", value["heading"]), *contact_parts(value["contact"])] if value["contact"] else []


TELLERS: dict[str, Callable[[Any, Around], list[Part]]] = {
    "heading": lambda value, _around: [say("heading", value)],
    "text": _text,
    "quote": _quote,
    "statement": _statement,
    "picture": picture_parts,
    "table": _table,
    "figures": _figures,
    "key_figures": _key_figures,
    "steps": _steps,
    "downloads": _downloads,
    "button": _button,
    "contact": _contact,
}
