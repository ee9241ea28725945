"""What is read of a page's neighbours together with the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

# By hand: to build this of querysets took longer than all else that finds a page. Wagtail has no index on whole paths,
# so the last part of each is asked for as well. The pages themselves are found by their translation key too: an OR beside
# it would read every page (60 ms at 300,000).
FOUND = """
    SELECT page.id, page.title, page.slug, page.url_path, page.live, page.depth, page.content_type_id, page.locale_id,
        page.translation_key, locale.language_code,
        EXISTS (SELECT 1 FROM wagtailcore_pageviewrestriction) AS some_are_shut
    FROM wagtailcore_page page JOIN wagtailcore_locale locale ON locale.id = page.locale_id
    WHERE page.live AND page.translation_key IN (
        SELECT translation_key FROM wagtailcore_page WHERE slug IN ({marks}) AND url_path IN ({marks})
    )
    ORDER BY page.depth
"""


@dataclass(frozen=True)
class Surroundings:
    """The live pages above, from the start page down; by language the live translation, else that of the nearest page
    above; whether any page is shut.
    """

    above: Sequence[Page]
    translations: Mapping[str, Page]
    some_are_shut: bool


def find_with_surroundings(root: str, path: str) -> tuple[Page, Surroundings] | None:
    """The live page at this path below `root`, as far as its neighbours are known too; one query."""
    own = root + path
    parts = own.strip("/").split("/")
    paths = [f"/{'/'.join(parts[:length])}/" for length in range(1, len(parts) + 1)]
    marks = ", ".join(["%s"] * len(parts))
    rows: list[Any] = list(
        Page.objects.raw(FOUND.format(marks=marks), [*parts, *paths])  # only marks are written in
    )
    page = next((row for row in rows if row.url_path == own), None)
    if page is None:
        return None
    above = [row for row in rows if row.url_path != own and own.startswith(row.url_path)]
    nearest = sorted(rows, key=lambda row: (row.translation_key == page.translation_key, row.depth))
    translations = {row.language_code: row for row in nearest}
    return page, Surroundings(above, translations, bool(page.some_are_shut))
