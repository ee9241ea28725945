"""What is read of a page's neighbours together with the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Q
from wagtail.models import Page, PageViewRestriction

SHOWN = (
    "title",
    "slug",
    "url_path",
    "live",
    "depth",
    "content_type",
    "translation_key",
    "locale__language_code",
)


@dataclass(frozen=True)
class Surroundings:
    """The live pages from the start page down to the one above, the live translations, and whether any page is shut."""

    above: Sequence[Page]
    translations: Sequence[Page]
    some_are_shut: bool


def find_with_surroundings(root: str, path: str) -> tuple[Page, Surroundings] | None:
    """The live page at this path below `root`, as far as its neighbours are known too; one query.

    Wagtail has no index on whole paths, so the last part of each is asked for as well.
    """
    own = root + path
    parts = own.strip("/").split("/")
    paths = [f"/{'/'.join(parts[:length])}/" for length in range(1, len(parts) + 1)]
    key = Page.objects.filter(slug=parts[-1], url_path=own).values("translation_key")[:1]
    rows = list(
        Page.objects.filter(Q(slug__in=parts, url_path__in=paths) | Q(translation_key=key), live=True)
        .select_related("locale")
        .only(*SHOWN)
        .annotate(some_are_shut=Exists(PageViewRestriction.objects.all()))
    )
    page: Any = next((row for row in rows if row.url_path == own), None)
    if page is None:
        return None
    above = sorted((row for row in rows if row.url_path != own and own.startswith(row.url_path)), key=_depth)
    translations = [row for row in rows if row.translation_key == page.translation_key]
    return page, Surroundings(above, translations, page.some_are_shut)


def _depth(page: Page) -> int:
    return int(page.depth)
