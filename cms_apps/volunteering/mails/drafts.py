"""Mails about a draft: its link, a warning before it goes, an offer of older ones; each says that nothing is sent yet."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from cms_apps.links import services as links
from cms_apps.notifications.mail import absolute, mail_handler
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import Handler
from cms_apps.outbox.services import queue
from cms_apps.parameters.selectors import number
from cms_apps.volunteering.mails.asked import may_mail
from cms_apps.volunteering.models import Draft
from cms_apps.volunteering.selectors import open_drafts_of_address

DRAFT_LINK = "volunteering.draft"

DRAFT = "volunteering.draft"
DRAFT_WARNING = "volunteering.draft_warning"
DRAFT_OFFER = "volunteering.draft_offer"
MOST = 20


def send_draft_link(draft: Draft) -> None:
    """Mail the link of a draft, if the address may get one more; the caller sees no difference."""
    if may_mail(draft.email):
        _queue(DRAFT, draft)


def queue_draft_offer(draft: Draft) -> None:
    """Ask the worker to look for older drafts of the address that was just given; once for each draft and address."""
    address = salted_hmac("vielfalt.mails", draft.email.casefold()).hexdigest()
    _queue(DRAFT_OFFER, draft, dedupe_key=f"{DRAFT_OFFER}:{draft.pk}:{address}")


def warn_of_deletion(draft: Draft) -> None:
    """Queue the warning that a draft will be deleted soon."""
    _queue(DRAFT_WARNING, draft)


def draft_url(draft: Draft) -> str:
    """The secret address that opens a draft; it lives as long as the draft, which is deleted with it."""
    link = links.issue(DRAFT_LINK, str(draft.key))
    return absolute(reverse("sign_up:open_draft", args=[links.token(link)]))


def entries_of(drafts: list[Draft]) -> list[tuple[Draft, datetime, str]]:
    """Each draft with the day on which it goes and its address."""
    kept = timedelta(days=number("draft.days"))
    return [(draft, draft.changed_at + kept, draft_url(draft)) for draft in drafts]


def _queue(kind: str, draft: Draft, **options: Any) -> OutboxRow:
    return queue(
        kind,
        recipient=draft.email,
        language=draft.language,
        subject_key=draft.subject_key,
        payload={"draft": draft.pk},
        **options,
    )


def _is_open(row: OutboxRow) -> bool:
    return Draft.objects.filter(pk=row.payload["draft"], submitted_at=None).exists()


def _is_late(row: OutboxRow) -> bool:
    return Draft.objects.filter(pk=row.payload["draft"], submitted_at=None, warned_at__isnull=False).exists()


def _others(row: OutboxRow) -> list[Draft]:
    return list(open_drafts_of_address(row.recipient).exclude(pk=row.payload["draft"])[:MOST])


def _has_others(row: OutboxRow) -> bool:
    # The limit comes last: an address without other drafts gets nothing, and nothing is counted against it.
    return bool(_others(row)) and may_mail(row.recipient)


def _context(row: OutboxRow) -> dict[str, Any]:
    draft = Draft.objects.get(pk=row.payload["draft"])
    [(_draft, ends, url)] = entries_of([draft])
    return {"draft": draft, "url": url, "ends_at": ends, "others": entries_of(_others(row))}


def _offer(row: OutboxRow) -> dict[str, Any]:
    return {"others": entries_of(_others(row))}


def _sample() -> dict[str, Any]:
    ends = timezone.now() + timedelta(days=4)
    url = absolute("/de/bewerbung/fortsetzen/link/…/")
    return {"url": url, "ends_at": ends, "others": [({"changed_at": timezone.now()}, ends, url)]}


HANDLERS: dict[str, Handler] = {
    DRAFT: mail_handler(
        "volunteering/draft", _context, still_true=_is_open,
        describes=_("Link zum Fortsetzen eines Entwurfs"), button=_("Bewerbung fortsetzen"), sample=_sample,
    ),
    DRAFT_WARNING: mail_handler(
        "volunteering/draft_warning", _context, still_true=_is_late,
        describes=_("Warnung, dass ein Entwurf bald gelöscht wird"), button=_("Bewerbung fortsetzen"),
        sample=_sample,
    ),
    DRAFT_OFFER: mail_handler(
        "volunteering/draft_offer", _offer, still_true=_has_others,
        describes=_("Hinweis auf einen älteren Entwurf derselben Adresse"), sample=_sample,
    ),
}  # fmt: skip
