"""One moment of release for all languages: a translation appears with its original, neither before nor after it."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from wagtail.models import Page, Revision

from cms_apps.foundation.languages import EASY

A_SECOND, A_WHILE = timedelta(seconds=1), timedelta(minutes=1)  # due now; when the clock looks again


def moment_of(page: Page) -> datetime | None:
    """When a page that is not live is to appear, by its approved or its latest draft."""
    draft = page.scheduled_revision or page.get_latest_revision()
    moment: datetime | None = draft.as_object().go_live_at if draft else page.go_live_at
    return moment


def waits_for(page: Page) -> Page | None:
    """The German page before which this one, in another language and never seen yet, does not appear."""
    if page.live or page.locale.language_code in (settings.LANGUAGE_CODE, EASY):
        return None
    german = Page.objects.filter(
        locale__language_code=settings.LANGUAGE_CODE, translation_key=page.translation_key
    )
    original = german.first()
    return None if original is None or original.live else original


def wait_for_original(page: Page, revision: Revision) -> None:
    """Before a first publication in another language: not before the German page is out.

    Whatever door it comes through (an approval by desk or link, "publish", the clock), and whenever: the moment that it
    was given may have passed while the original was late or was moved. Leichte Sprache is written, not translated: it
    waits for nobody.
    """
    original = waits_for(page)
    if original is None:
        return
    planned = original.scheduled_revision
    asked = revision.as_object().go_live_at or timezone.now()
    # However late the clock is, or in whichever order it takes them: in a minute it looks again.
    _move(revision, max(planned.approved_go_live_at if planned else asked, timezone.now() + A_WHILE))


def keep_together() -> int:
    """Move each planned translation to the moment of its original; returns how many were moved.

    Where the original is not approved in time, the translation waits with it; where it is out sooner, it follows.
    """
    planned = {
        int(one.object_id): one for one in Revision.page_revisions.filter(approved_go_live_at__isnull=False)
    }
    moved = 0
    for page, original in _first_publications(planned):
        own = planned[page]
        moment = _due(own, original, planned.get(original.pk))
        if moment != own.approved_go_live_at:
            own.approved_go_live_at = moment
            _move(own, moment)
            moved += 1
    return moved


def _move(revision: Revision, moment: datetime) -> None:
    revision.content["go_live_at"] = moment.isoformat()
    revision.save(update_fields=["content", "approved_go_live_at"])


def _first_publications(planned: Iterable[int]) -> Iterator[tuple[int, Page]]:
    """Planned pages in other languages that nobody has seen yet, each with its page in German."""
    foreign = Page.objects.filter(pk__in=planned, live=False).exclude(
        locale__language_code__in=(settings.LANGUAGE_CODE, EASY)
    )
    pages = dict(foreign.values_list("pk", "translation_key"))
    originals = Page.objects.filter(
        locale__language_code=settings.LANGUAGE_CODE, translation_key__in=pages.values()
    )
    by_key = {original.translation_key: original for original in originals}
    return ((pk, by_key[key]) for pk, key in pages.items() if key in by_key)


def _due(own: Revision, original: Page, planned: Revision | None) -> datetime:
    """When the translation may appear; `planned` is the revision of the original that waits for its moment."""
    asked: datetime = own.approved_go_live_at
    now = timezone.now()
    if original.live:  # somebody may have planned a translation of old news for later
        followed = original.first_published_at and original.first_published_at > own.created_at
        return min(asked, now - A_SECOND) if followed else asked
    # A second later: the clock takes them in this order.
    return planned.approved_go_live_at + A_SECOND if planned else max(asked, now + A_WHILE)
