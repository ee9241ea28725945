"""`find()`, the one door to the search (design.md rule 13)."""

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from cms_apps.search.addresses import addresses
from cms_apps.search.analysis import query_tokens
from cms_apps.search.engines import Asked, Found, Ranked, database, elastic
from cms_apps.search.enums import Kind
from cms_apps.search.models import SearchDocument
from cms_apps.search.selectors import visible
from cms_apps.search.snippets import marked

ROWS = 10


@dataclass(frozen=True)
class Hit:
    """One document as the page shows it."""

    kind: Kind
    title: str
    snippet: SafeString
    url: str
    date: date | None
    language: str


@dataclass(frozen=True)
class Answer:
    """What was found: one page of hits, counts over at most 1,000 of them, and how it was found."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    more: bool = False
    kinds: tuple[tuple[Kind, int], ...] = ()
    years: tuple[tuple[int, int], ...] = ()
    page: int = 1
    pages: int = 1
    simplified: bool = False


def find(query: str, language: str, *, kind: str = "", year: int | None = None, page: int = 1) -> Answer:
    """Find public documents in one language that hold every word of `query`, the best first.

    Counts and facets are made of the best 1,000 hits that the public may see now; `more` says that there are more.
    A page beyond the last gives the last. Elasticsearch answers when there is one and it is quick, else the database.
    """
    tokens = tuple(query_tokens(query, language))
    if not tokens:
        return Answer()
    asked = Asked(tokens, language)
    found, simplified = _ranked(asked)
    more, public = found.more, visible(found.best)
    kept, more_kept = public, more
    if kind or year:
        kept = [one for one in public if one.kind == (kind or one.kind) and one.year == (year or one.year)]
        if more:  # beyond the first 1,000 there may be more of this kind
            narrowed, simplified = _ranked(Asked(tokens, language, kind, year))
            kept, more_kept = visible(narrowed.best), narrowed.more
    pages = max(1, math.ceil(len(kept) / ROWS))
    page = min(max(page, 1), pages)
    return Answer(
        hits=_hits(kept[(page - 1) * ROWS : page * ROWS], tokens),
        total=len(kept),
        more=more_kept,
        kinds=_kinds(public, year),
        years=_years(public, kind),
        page=page,
        pages=pages,
        simplified=simplified,
    )


def _ranked(asked: Asked) -> tuple[Found, bool]:
    """What an engine found, and whether it was only the second best."""
    found = elastic.ranked(asked) if elastic.configured() else None
    return (database.ranked(asked), elastic.configured()) if found is None else (found, False)


def _kinds(found: list[Ranked], year: int | None) -> tuple[tuple[Kind, int], ...]:
    counted = Counter(one.kind for one in found if one.year == (year or one.year))
    return tuple((kind, counted[kind]) for kind in Kind if counted[kind])


def _years(found: list[Ranked], kind: str) -> tuple[tuple[int, int], ...]:
    counted = Counter(one.year for one in found if one.year and one.kind == (kind or one.kind))
    return tuple(sorted(counted.items(), reverse=True))


def _hits(found: list[Ranked], tokens: tuple[str, ...]) -> tuple[Hit, ...]:
    documents = SearchDocument.objects.defer("title_tokens", "body_tokens").in_bulk([one.pk for one in found])
    there = [documents[one.pk] for one in found if one.pk in documents]
    where = addresses(there)
    return tuple(
        Hit(
            kind=Kind(one.kind),
            title=one.title,
            snippet=marked(one.text, tokens, one.language),
            url=where[one.pk],
            date=one.date,
            language=one.language,
        )
        for one in there
    )
