"""Building the corpus from real pages, Träger and courses, and reading what a search gave."""

import datetime as dt
from typing import Any

from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from cms_apps.organisations.models import HostOrganisation
from cms_apps.outbox.worker import drain
from cms_apps.pages.models import (
    HomePage,
    NewsIndexPage,
    NewsPage,
    PressIndexPage,
    PressReleasePage,
    StandardPage,
)
from cms_apps.search.analysis import query_tokens
from cms_apps.search.engines import Asked, Ranked
from cms_apps.search.filling import refresh_all
from cms_apps.search.models import SearchDocument
from tests.factories.people import make_municipality, make_organisation, make_run
from tests.search import corpus


def build(home: HomePage) -> None:
    """Make all sources, and their documents through the outbox."""
    for slug, year, *texts in corpus.NEWS:
        publish(add_page(NewsIndexPage.objects.get(), NewsPage, slug, *texts, date=dt.date(year, 5, 4)))
    for slug, year, *texts in corpus.PRESS:
        values: dict[str, Any] = {"issuer": "Musterministerium", "date": dt.date(year, 3, 2)}
        publish(add_page(PressIndexPage.objects.get(), PressReleasePage, slug, *texts, **values))
    for slug, *texts in corpus.PAGES:
        publish(add_page(home, StandardPage, slug, *texts))
    hide(home)
    hosts = [make_host(*row) for row in corpus.HOSTS]
    for number, (title, place, note, topic) in enumerate(corpus.RUNS):
        run = make_run(hosts[number % len(hosts)], title=title)
        run.place_line, run.note = place, note
        run.save()
        run.dates.update(topic=topic)
    drain()
    refresh_all()


def add_page(parent: Any, model: Any, slug: str, title: str, lead: str, text: str, **values: Any) -> Any:
    """Make a page that is not yet live."""
    page = model(
        title=title, slug=slug, lead=lead, body=[("text", RichText(f"<p>{text}</p>"))],
        locale=parent.locale, live=False, **values,
    )  # fmt: skip
    parent.add_child(instance=page)
    return page


def publish(page: Any) -> Any:
    """Publish what the page holds now."""
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def hide(home: HomePage) -> None:
    """Make what nobody may find: a draft, a private page, one for tomorrow, one withdrawn, a run not yet open."""
    pages = {slug: add_page(home, StandardPage, slug, *texts) for slug, *texts in corpus.HIDDEN}
    publish(pages["intern"])
    PageViewRestriction.objects.create(page=pages["intern"], restriction_type="password", password="x")
    pages["kuenftig"].go_live_at = timezone.now() + dt.timedelta(days=1)
    publish(pages["kuenftig"])
    publish(pages["zurueckgezogen"])
    pages["zurueckgezogen"].unpublish()
    make_run(make_host("Verein der Kurse", "association", "", "Kursheim", "35037", "06534"),
             title="Papageienkunde", opened=False)  # fmt: skip


def make_host(name: str, kind: str, description: str, place: str, code: str, ags: str) -> HostOrganisation:
    """A Träger that serves one municipality."""
    served = make_municipality(place, code=code, ags=ags)
    return make_organisation(name, serves=served, kind=kind, description=description)


def keys() -> dict[int, str]:
    """The corpus's key of each document."""
    pages: dict[int, str] = {}
    for model in (NewsPage, PressReleasePage, StandardPage):
        pages |= dict(model.objects.values_list("pk", "slug"))
    prefixes = {"organisation": "host:", "course": "run:"}
    return {
        one.pk: f"{prefixes[one.kind]}{one.title}"
        if one.kind in prefixes
        else pages.get(one.object_id, one.title)
        for one in SearchDocument.objects.all()
    }


def reference(query: str, language: str = "de") -> set[int]:
    """The documents that hold every token of the query, by plain comparison."""
    asked = set(query_tokens(query, language))
    return {
        one.pk
        for one in SearchDocument.objects.filter(language=language)
        if asked <= {*one.title_tokens.split(), *one.body_tokens.split()}
    }


def ranked_by(engine: Any, query: str, language: str = "de") -> list[Ranked]:
    """What an engine itself found."""
    found = engine.ranked(Asked(tuple(query_tokens(query, language)), language))
    assert found is not None, "the engine is away"
    return list(found.best)


def quality(engine: Any) -> dict[str, tuple[int, bool]]:
    """For each query: the place of the best expected document (0: not among the first three), and whether the hits
    are exactly those that hold its tokens.
    """
    names, told = keys(), {}
    for query, expected in corpus.QUERIES.items():
        found = ranked_by(engine, query)
        top = [names[one.pk] for one in found[:3]]
        place = top.index(expected[0]) + 1 if expected[0] in top else 0
        told[query] = (place, {one.pk for one in found} == reference(query))
    return told


def success(told: dict[str, tuple[int, bool]]) -> float:
    """The share of queries whose best document is among the first three."""
    return sum(place > 0 for place, _same in told.values()) / len(told)


def sameness(told: dict[str, tuple[int, bool]]) -> float:
    """The share of queries with exactly the hits that hold their tokens."""
    return sum(same for _place, same in told.values()) / len(told)
