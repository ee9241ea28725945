"""The links of a page: from its fields, the values of its blocks and its rich text."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms_apps.content.blocks.actions import AddressBlock, ButtonValue

NAMES = ("title", "name", "heading")  # what a block calls the link in it


@dataclass(frozen=True)
class Link:
    """Where it stands, its words, and one target: a page or a document (keys), an address, or one that is gone."""

    where: str
    text: str
    page: int | None = None
    document: int | None = None
    address: str = ""


def links_of(page: Any) -> Iterator[Link]:
    """Every link that editors put into `page`, in its order."""
    for field in page._meta.concrete_fields:  # noqa: SLF001 -- Django's public name
        value = getattr(page, field.attname)
        if isinstance(field, StreamField):
            for number, block in enumerate(value, start=1):
                where = f"{field.verbose_name}, Block {number} ({block.block.label})"
                yield from _in_block(block.block, block.value, where, "")
        elif isinstance(field, models.URLField) and value:
            yield Link(str(field.verbose_name), value, address=value)
        elif value and field.model is not Page and not field.primary_key and field.related_model is Page:
            yield Link(str(field.verbose_name), "", page=value)


def _in_block(block: Any, value: Any, where: str, name: str) -> Iterator[Link]:
    """What a value links to, however deep it lies; a chooser whose object was deleted holds nothing."""
    if isinstance(value, RichText):
        yield from _in_rich_text(value.source, where)
    elif isinstance(block, blocks.PageChooserBlock | DocumentChooserBlock):
        if value is not None:
            words, is_page = name or value.title, isinstance(value, Page)
            yield Link(where, words, page=value.pk) if is_page else Link(where, words, document=value.pk)
        elif block.required:
            yield Link(where, name)
    elif isinstance(block, blocks.URLBlock | AddressBlock):
        if value:
            yield Link(where, name or value, address=value)
    elif isinstance(value, ButtonValue) and not value["page"] and not value["address"]:
        yield Link(where, value["title"])
    else:
        yield from _inside(value, where, name)


def _inside(value: Any, where: str, name: str) -> Iterator[Link]:
    """The blocks in a block."""
    if isinstance(value, blocks.StructValue):
        name = next((value[one] for one in NAMES if value.get(one)), name)
        for key, block in value.block.child_blocks.items():
            yield from _in_block(block, value[key], where, name)
    elif isinstance(value, blocks.list_block.ListValue):
        for one in value.bound_blocks:
            yield from _in_block(one.block, one.value, where, "")
    elif isinstance(value, blocks.StreamValue):
        for one in value:
            yield from _in_block(one.block, one.value, where, "")


def _in_rich_text(html: str, where: str) -> Iterator[Link]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    for attributes, words in reader.links:
        kind, key = attributes.get("linktype"), attributes.get("id") or ""
        text = " ".join("".join(words).split())
        if kind == "page" and key.isdigit():
            yield Link(where, text, page=int(key))
        elif kind == "document" and key.isdigit():
            yield Link(where, text, document=int(key))
        else:
            yield Link(where, text, address=attributes.get("href") or "")


class _Reader(HTMLParser):
    """Links as Wagtail stores them, and their words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[dict[str, str | None], list[str]]] = []
        self.in_link = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """The beginning of a link."""
        if tag == "a":
            self.links.append((dict(attrs), []))
            self.in_link = True

    def handle_endtag(self, tag: str) -> None:
        """The end of one."""
        if tag == "a":
            self.in_link = False

    def handle_data(self, data: str) -> None:
        """Its words."""
        if self.in_link:
            self.links[-1][1].append(data)
