"""Looking at the links of pages, a few pages at a time."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.query import PageQuerySet

from cms_apps.content.dead_links.finding import Link, links_of
from cms_apps.content.dead_links.judging import Judge
from cms_apps.content.dead_links.outside import note_addresses
from cms_apps.content.models import BasePage, DeadLink, LinkLook
from cms_apps.content.models.dead_link import LONGEST_ADDRESS, LONGEST_WORDS

PAGES_AT_ONCE = 200
Row = tuple[str, str, str, str]  # where, words, target, reason
AGAIN = timedelta(hours=1)  # a target may have gone without the page being touched


def look_at_pages() -> int:
    """Note the dead links of live pages: first of those published since the last look, then of the longest unseen.

    Returns how many pages were looked at. A link that stays dead keeps its day.
    """
    pages = [page for page in _due()[:PAGES_AT_ONCE].specific() if isinstance(page, BasePage)]
    links = {page.pk: list(links_of(page)) for page in pages}
    every = [link for of_page in links.values() for link in of_page]
    judge, languages = Judge(every), Locale.objects.in_bulk()
    now = timezone.now()
    # Judged before anything is written: it asks for many pages, and on SQLite one writer holds up all others.
    dead = {
        page.pk: _dead(links[page.pk], judge, languages[page.locale_id].language_code, now) for page in pages
    }
    with transaction.atomic():
        there = set(
            Page.objects.filter(pk__in=dead).values_list("pk", flat=True)
        )  # one may have gone meanwhile
        dead = {pk: of_page for pk, of_page in dead.items() if pk in there}
        DeadLink.objects.filter(page__live=False).delete()
        _note(dead)
        looks = [LinkLook(page_id=pk, at=now) for pk in there]
        note_addresses(every, now)
        LinkLook.objects.bulk_create(
            looks, update_conflicts=True, unique_fields=["page"], update_fields=["at"]
        )
    return len(pages)


def _due() -> PageQuerySet:
    changed = Q(link_look__isnull=True) | Q(last_published_at__gt=F("link_look__at"))
    due = Page.objects.live().filter(changed | Q(link_look__at__lte=timezone.now() - AGAIN), depth__gt=1)
    first = Case(When(changed, then=Value(0)), default=Value(1))
    return due.order_by(first, F("link_look__at").asc(nulls_first=True), "pk")


def _dead(links: list[Link], judge: Judge, language: str, now: datetime) -> dict[Row, datetime]:
    """The dead ones among the links of a page, with the day since when that is known."""
    found = {}
    for link in links:
        if verdict := judge.verdict(link, language):
            reason, target, since = verdict
            where, text = link.where[:LONGEST_WORDS], link.text[:LONGEST_WORDS]
            found[where, text, target[:LONGEST_ADDRESS], str(reason)] = since or now
    return found


def _note(dead: dict[int, dict[Row, datetime]]) -> None:
    """Keep the rows that are still true, delete the others, add what is new."""
    rows = DeadLink.objects.filter(page__in=dead)
    kept = {(row.page_id, (row.where, row.text, row.target, row.reason)): row.pk for row in rows}
    found = {(page, row): since for page, of_page in dead.items() for row, since in of_page.items()}
    gone = [pk for key, pk in kept.items() if key not in found]
    DeadLink.objects.filter(pk__in=gone).delete()
    DeadLink.objects.bulk_create(
        DeadLink(page_id=page, where=row[0], text=row[1], target=row[2], reason=row[3], since=since)
        for (page, row), since in found.items()
        if (page, row) not in kept
    )
