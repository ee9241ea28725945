"""Mails about requests for accompaniment. To the team without the person's words, name or address."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.links import services as links
from cms_apps.notifications.enums import Audience
from cms_apps.notifications.mail import absolute, mail_handler
from cms_apps.organisations.mails import sender_of
from cms_apps.organisations.selectors import digest_members, notified_addresses
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import register
from cms_apps.outbox.services import queue
from cms_apps.volunteers.enums import REFUSAL_SENTENCES, RequestOutcome, RequestRefusal
from cms_apps.volunteers.models import AccompanimentRequest

RECEIVED, ARRIVED = "volunteers.request_received", "volunteers.request_arrived"
ANSWERED, DECLINED = "volunteers.request_answered", "volunteers.request_declined"
DUE, LATE = "volunteers.request_due", "volunteers.request_late"
PASSING_ASKED, STAYS = "volunteers.request_passing_asked", "volunteers.request_stays"
NEEDED_NO_MORE = "volunteers.request_needed_no_more"
REQUEST_LINK = "request"


def to_person(kind: str, request: AccompanimentRequest) -> None:
    """To whoever gave an address, in the language of the form."""
    if request.email:
        _queue(kind, request, request.email, request.language)


def to_team(kind: str, request: AccompanimentRequest) -> None:
    """To everybody who decides, also to those with a digest: a day is named, and it is near."""
    host = request.organisation
    gathered = [one.user.email for one in digest_members(host)]
    for address in dict.fromkeys([*notified_addresses(host), *gathered]):
        _queue(kind, request, address, settings.LANGUAGE_CODE)


def register_mails() -> None:
    """Make the kinds known."""
    for kind, (describes, audience) in KINDS.items():
        register(
            kind,
            mail_handler(
                kind.replace(".", "/"),
                _context,
                still_true=_still_true,
                describes=describes,
                audience=audience,
                button=_("Zur Anfrage"),
                sample=_sample,
            ),
        )


def _queue(kind: str, request: AccompanimentRequest, recipient: str, language: str) -> None:
    queue(
        kind,
        recipient=recipient,
        language=language,
        subject_key=request.subject_key,
        payload={"request": request.pk, "offered_to": request.offered_to_id},
    )


def _context(row: OutboxRow) -> dict[str, Any]:
    request = AccompanimentRequest.objects.select_related("organisation", "offered_to").get(
        pk=row.payload["request"]
    )
    if row.kind in TO_TEAM:
        url = absolute(reverse("requests:one", args=[request.number]))
        return {"request": request, "organisation": request.organisation, "url": url}
    sentence = _sentence(request.refusal)
    return {
        **sender_of(request.organisation),
        "request": request,
        "sentence": sentence,
        "url": _own_url(request),
    }


def _own_url(request: AccompanimentRequest) -> str:
    """The secret address of the page that says where it stands; a request from before such pages gets its own now."""
    link = links.issue(REQUEST_LINK, str(request.key))
    return absolute(reverse("accompaniment:open", args=[links.token(link)]))


def _sentence(refusal: str) -> Any:
    return REFUSAL_SENTENCES[RequestRefusal(refusal)] if refusal else ""


def _still_true(row: OutboxRow) -> bool:
    found = AccompanimentRequest.objects.filter(pk=row.payload["request"])
    if row.kind == PASSING_ASKED:
        found = found.filter(offered_to__isnull=False, offered_to=row.payload.get("offered_to"))
    return found.filter(outcome=ENDED.get(row.kind, "")).exists()


def _sample() -> dict[str, Any]:
    host = {
        "name": _("Freiwilligenzentrum Musterstadt"),
        "phone": "0611 555 0123",
        "email": "team@freiwilligenzentrum.example",
    }
    request = {
        "number": "K7M-3QX", "name": "Amira Beispiel", "place": "Musterstadt", "organisation": host,
        "promised_on": timezone.localdate() + timedelta(days=7), "offered_to": {"name": _("Stadt Beispielhausen")}, "answer": _("Frau Muster geht mit Ihnen."),
    }  # fmt: skip
    url = absolute("/de/schreibtisch/anfragen/K7M-3QX/")
    sentence = REFUSAL_SENTENCES[RequestRefusal.TIME]
    return {"request": request, "organisation": host, "url": url, "sentence": sentence}


TO_TEAM = frozenset({ARRIVED, DUE, STAYS, NEEDED_NO_MORE})
ENDED = {
    ANSWERED: RequestOutcome.ANSWERED,
    DECLINED: RequestOutcome.DECLINED,
    NEEDED_NO_MORE: RequestOutcome.SETTLED,
}
KINDS: dict[str, tuple[Any, Audience]] = {
    RECEIVED: (_("Anfrage um Begleitung ist angekommen"), Audience.PERSON),
    ARRIVED: (_("Neue Anfrage um Begleitung"), Audience.TEAM),
    ANSWERED: (_("Antwort auf eine Anfrage um Begleitung"), Audience.PERSON),
    DECLINED: (_("Absage auf eine Anfrage um Begleitung"), Audience.PERSON),
    LATE: (_("Antwort auf eine Anfrage um Begleitung verspätet sich"), Audience.PERSON),
    PASSING_ASKED: (_("Frage, ob eine Anfrage um Begleitung weitergegeben werden darf"), Audience.PERSON),
    STAYS: (_("Anfrage um Begleitung bleibt beim Träger"), Audience.TEAM),
    NEEDED_NO_MORE: (_("Begleitung wird nicht mehr gebraucht"), Audience.TEAM),
    DUE: (_("Anfrage um Begleitung muss bald beantwortet werden"), Audience.TEAM),
}
