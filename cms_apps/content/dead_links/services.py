"""Looking at the links of pages, a few pages at a time."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone
from wagtail.models import Page
from wagtail.query import PageQuerySet

from cms_apps.content.dead_links.finding import Link, links_of
from cms_apps.content.dead_links.judging import Judge
from cms_apps.content.dead_links.outside import note_addresses
from cms_apps.content.models import BasePage, DeadLink, LinkLook
from cms_apps.content.models.dead_link import LONGEST_ADDRESS, LONGEST_WORDS

PAGES_AT_ONCE = 200
AGAIN = timedelta(hours=1)  # a target may have gone without the page being touched


def look_at_pages() -> int:
    """Note the dead links of live pages: first of those published since the last look, then of the longest unseen.

    Returns how many pages were looked at. A link that stays dead keeps its day.
    """
    pages = [page for page in _due()[:PAGES_AT_ONCE].specific() if isinstance(page, BasePage)]
    links = {page.pk: list(links_of(page)) for page in pages}
    judge = Judge(link for of_page in links.values() for link in of_page)
    now = timezone.now()
    with transaction.atomic():
        DeadLink.objects.filter(page__live=False).delete()
        for page in pages:
            _note(page, links[page.pk], judge, now)
        looks = [LinkLook(page_id=page.pk, at=now) for page in pages]
        note_addresses((link for of_page in links.values() for link in of_page), now)
        LinkLook.objects.bulk_create(
            looks, update_conflicts=True, unique_fields=["page"], update_fields=["at"]
        )
    return len(pages)


def _due() -> PageQuerySet:
    changed = Q(link_look__isnull=True) | Q(last_published_at__gt=F("link_look__at"))
    due = Page.objects.live().filter(changed | Q(link_look__at__lte=timezone.now() - AGAIN), depth__gt=1)
    first = Case(When(changed, then=Value(0)), default=Value(1))
    return due.order_by(first, F("link_look__at").asc(nulls_first=True), "pk")


def _note(page: Any, links: list[Link], judge: Judge, now: datetime) -> None:
    """Keep the rows that are still true, delete the others, add what is new."""
    language = page.locale.language_code
    kept = {(row.where, row.text, row.target, row.reason): row for row in page.dead_links.all()}
    found = {}
    for link in links:
        if verdict := judge.verdict(link, language):
            reason, target, since = verdict
            key = (
                link.where[:LONGEST_WORDS],
                link.text[:LONGEST_WORDS],
                target[:LONGEST_ADDRESS],
                str(reason),
            )
            found[key] = since or now
    gone = [row.pk for key, row in kept.items() if key not in found]
    if gone:
        DeadLink.objects.filter(pk__in=gone).delete()
    DeadLink.objects.bulk_create(
        DeadLink(page_id=page.pk, where=key[0], text=key[1], target=key[2], reason=key[3], since=since)
        for key, since in found.items()
        if key not in kept
    )
