"""A page taken apart: its texts, links, headings and pictures, each with the place where an editor finds it."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser
from typing import Any

from wagtail import blocks
from wagtail.rich_text import RichText

from cms_apps.media.models import Picture

PARAGRAPHS = frozenset({"p", "li", "br"})


class Kind(StrEnum):
    """What a piece is."""

    TEXT = "text"
    HEADING = "heading"
    LINK = "link"  # its words
    PICTURE = "picture"
    OTHER = "other"  # a block without any of these, a list of files for example


@dataclass(frozen=True)
class Piece:
    """One of them; `where` names the field or the block as the editor shows it."""

    kind: Kind
    where: str
    text: str = ""
    picture: Picture | None = None


def pieces_of(page: Any) -> Iterator[Piece]:
    """Everything that readers see of a page, in its order."""
    yield Piece(Kind.TEXT, "Überschrift", page.title)
    yield Piece(Kind.TEXT, "Vorspann", page.lead)
    if picture := getattr(page, "picture", None):
        yield Piece(Kind.PICTURE, "Bild", picture=picture)
    for number, block in enumerate(getattr(page, "body", ()), start=1):
        where = f"Text, Block {number} ({block.block.label})"
        if block.block_type == "heading":
            yield Piece(Kind.HEADING, where, str(block.value))
            continue
        found = list(_in_block(block.block, block.value, where))
        yield from found or [Piece(Kind.OTHER, where)]


def _in_block(block: Any, value: Any, where: str) -> Iterator[Piece]:
    """What a value holds, however deep it lies."""
    if isinstance(value, Picture):
        yield Piece(Kind.PICTURE, where, picture=value)
    elif isinstance(value, RichText):
        yield from _in_rich_text(value.source, where)
    elif isinstance(value, str):
        if value.strip() and isinstance(block, blocks.CharBlock | blocks.TextBlock):
            yield Piece(Kind.TEXT, where, value)
    else:
        for inner, inside in _inside(value):
            yield from _in_block(inner, inside, where)


def _inside(value: Any) -> list[tuple[Any, Any]]:
    """The blocks in a block, with their values."""
    if isinstance(value, blocks.StructValue):
        return [(block, value[name]) for name, block in value.block.child_blocks.items()]
    if isinstance(value, blocks.list_block.ListValue):
        return [(one.block, one.value) for one in value.bound_blocks]
    return [(one.block, one.value) for one in value] if isinstance(value, blocks.StreamValue) else []


def _in_rich_text(html: str, where: str) -> Iterator[Piece]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    yield from (Piece(Kind.TEXT, where, text) for text in reader.paragraphs if text.strip())
    yield from (Piece(Kind.LINK, where, text) for text in reader.links)


class _Reader(HTMLParser):
    """Paragraphs and the words of links."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraphs: list[str] = [""]
        self.links: list[str] = []
        self.in_link = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """A new paragraph, or the beginning of a link."""
        if tag in PARAGRAPHS:
            self.paragraphs.append("")
        elif tag == "a":
            self.links.append("")
            self.in_link = True

    def handle_endtag(self, tag: str) -> None:
        """The end of a link."""
        if tag == "a":
            self.in_link = False

    def handle_data(self, data: str) -> None:
        """Words belong to the paragraph, and to the link around them."""
        self.paragraphs[-1] += data
        if self.in_link:
            self.links[-1] += data
