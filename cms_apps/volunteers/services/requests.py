"""What happens to a request for accompaniment: asked, taken up, ended once, forgotten; `passing` passes one on."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation import counters
from cms_apps.foundation.numbers import unused_number
from cms_apps.foundation.privacy import DeletionRule, SubjectKind
from cms_apps.links import services as links
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import days_at_work, limit
from cms_apps.outbox.services import forget
from cms_apps.parameters.selectors import number
from cms_apps.privacy.rules import days_ago
from cms_apps.privacy.services import forget_access, note_erasure, stamp_of
from cms_apps.volunteers import mails
from cms_apps.volunteers.answers import Wish
from cms_apps.volunteers.enums import RequestOutcome, RequestRefusal
from cms_apps.volunteers.errors import WordsMissing
from cms_apps.volunteers.models import AccompanimentRequest
from cms_apps.volunteers.policies import may_handle, may_settle
from cms_apps.volunteers.selectors.requests import requests_of_missed_days, requests_to_remind_of
from cms_apps.workflow.actors import Actor, ActorKind
from cms_apps.workflow.errors import NotPermitted, ReasonMissing, StaleState

PER_ADDRESS = "mails_per_hour"
SUBJECT = "request"
Permitted = Callable[[AccompanimentRequest, Actor], bool]
# Who in the team did what is no statement about the person.
LEFT_OUT = frozenset({"id", "key", "taken_by", "closed_by", "reminded_at", "late_told_at"})


@transaction.atomic
def ask_for_accompaniment(wish: Wish, organisation: HostOrganisation) -> AccompanimentRequest:
    """Keep it, tell the team, and tell whoever gave an address by when there will be an answer.

    A page that is sent twice (a second tap, a slow network) is one request, and nobody hears of it again.
    """
    # `get_or_create` reads again where another request was quicker: the key is unique.
    request, is_new = AccompanimentRequest.objects.get_or_create(
        key=wish.key,
        defaults={
            "number": unused_number(AccompanimentRequest.objects), "organisation": organisation, "name": wish.name, "email": wish.email, "phone": wish.phone,
            "languages": list(wish.languages), "place": wish.place, "wanted": wish.wanted, "topic": wish.topic,
            "for_other": wish.for_other, "language": wish.language, "promised_on": promised_day(organisation),
        },
    )  # fmt: skip
    if not is_new:
        return request
    links.issue(mails.REQUEST_LINK, str(request.key))
    mails.to_team(mails.ARRIVED, request)
    if wish.email and counters.count(PER_ADDRESS, wish.email, most=number(PER_ADDRESS)):
        mails.to_person(mails.RECEIVED, request)
    return request


def promised_day(organisation: HostOrganisation) -> date:
    """Until when somebody who asks today gets an answer (`request.working_days`, or the organisation's own)."""
    return days_at_work(organisation, timezone.localdate(), limit(organisation, "request.working_days"))


@transaction.atomic
def take_request(request: AccompanimentRequest, *, actor: Actor) -> None:
    """Take it up, once. Raises NotPermitted or StaleState."""
    change(request, actor, still=Q(taken_at=None), taken_at=timezone.now(), taken_by=actor.user)


@transaction.atomic
def answer_request(request: AccompanimentRequest, *, actor: Actor, text: str) -> None:
    """Answer it, once; whoever gave an address reads it there. Raises NotPermitted, StaleState or WordsMissing."""
    if not text.strip():
        raise WordsMissing
    close(request, actor, RequestOutcome.ANSWERED, answer=text)
    mails.to_person(mails.ANSWERED, request)


@transaction.atomic
def decline_request(request: AccompanimentRequest, *, actor: Actor, refusal: str, text: str = "") -> None:
    """Decline it with a reason, once; whoever gave an address reads its sentence.

    Raises NotPermitted, StaleState or ReasonMissing.
    """
    if refusal not in RequestRefusal.values:
        raise ReasonMissing
    close(request, actor, RequestOutcome.DECLINED, refusal=refusal, answer=text)
    mails.to_person(mails.DECLINED, request)


@transaction.atomic
def settle_request(request: AccompanimentRequest, *, actor: Actor) -> None:
    """Note that it is needed no more; the person said so, and gets no mail. Raises NotPermitted or StaleState.

    When the person does it by the link, the team hears of it: somebody may have been found meanwhile.
    """
    close(request, actor, RequestOutcome.SETTLED, permitted=may_settle)
    if actor.kind == ActorKind.APPLICANT:
        mails.to_team(mails.NEEDED_NO_MORE, request)


def remind_of_requests() -> int:
    """Remind the team once of what falls due within `request.warn_days`; returns how many."""
    late = requests_to_remind_of(number("request.warn_days")).select_related("organisation")
    return sum(_remind(one) for one in late.order_by("pk"))


def tell_of_missed_days() -> int:
    """Tell whoever waits, once, that the promised day has passed; returns how many."""
    late = requests_of_missed_days().select_related("organisation")
    return sum(_tell_of_missed_day(one) for one in late.order_by("pk"))


def delete_old_requests() -> int:
    """Delete what ended, or should have, more than `request.keep_days` ago; returns how many."""
    before = days_ago("request.keep_days")
    forgotten = Q(
        closed_at=None, promised_on__lt=timezone.localdate() - timedelta(days=number("request.keep_days"))
    )
    old = list(AccompanimentRequest.objects.filter(Q(closed_at__lt=before) | forgotten))
    for one in old:
        _delete(one)
    return len(old)


def erase_request(key: str) -> bool:
    """Erase the request with this number, or pseudonym of the journal; whether there was one."""
    request = _request(key)
    if request is None:
        return False
    with transaction.atomic():
        note_erasure(SUBJECT, f"{request.number}.{stamp_of(request.created_at)}")
        _delete(request)
    return True


def export_request(key: str) -> bytes | None:
    """All that is kept of the request with this number, as JSON; names of the team are left out."""
    request = _request(key)
    if request is None:
        return None
    meta = AccompanimentRequest._meta  # noqa: SLF001 -- Django's public _meta
    fields = [field.name for field in meta.concrete_fields if field.name not in LEFT_OUT]
    data = {name: getattr(request, name) for name in fields}
    about = {
        "made_at": timezone.now(),
        "controller": request.organisation.name,
        "data": {**data, "organisation": request.organisation.name},
    }
    return json.dumps(about, ensure_ascii=False, indent=2, default=str).encode()


RULE = DeletionRule(
    name="volunteers.requests", what=_("Anfragen um Begleitung"), after=_("nach der Antwort"),
    parameter="request.keep_days", keep=delete_old_requests,
)  # fmt: skip
SUBJECTS = (SubjectKind(SUBJECT, _("eine Anfrage um Begleitung"), erase_request, export_request),)


def close(
    request: AccompanimentRequest,
    actor: Actor,
    outcome: RequestOutcome,
    *,
    still: Q | None = None,
    permitted: Permitted = may_handle,
    **values: Any,
) -> None:
    """End an open request, once; the rest as in `change`."""
    ended = {"outcome": outcome, "closed_at": timezone.now(), "closed_by": actor.user}
    change(request, actor, still=still, permitted=permitted, **ended, **values)


def change(
    request: AccompanimentRequest,
    actor: Actor,
    *,
    still: Q | None = None,
    permitted: Permitted = may_handle,
    **values: Any,
) -> None:
    """Write to an open request that is `still` so: the conditional UPDATE is the lock, of two people one does it.

    Raises NotPermitted or StaleState.
    """
    if not permitted(request, actor):
        raise NotPermitted
    if not AccompanimentRequest.objects.filter(still or Q(), pk=request.pk, closed_at=None).update(**values):
        raise StaleState
    request.refresh_from_db()


@transaction.atomic
def _remind(request: AccompanimentRequest) -> bool:
    fresh = AccompanimentRequest.objects.filter(pk=request.pk, closed_at=None, reminded_at=None)
    if not fresh.update(reminded_at=timezone.now()):
        return False
    mails.to_team(mails.DUE, request)
    return True


@transaction.atomic
def _tell_of_missed_day(request: AccompanimentRequest) -> bool:
    fresh = AccompanimentRequest.objects.filter(pk=request.pk, closed_at=None, late_told_at=None)
    if not fresh.update(late_told_at=timezone.now()):
        return False
    mails.to_person(mails.LATE, request)
    return True


def _delete(request: AccompanimentRequest) -> None:
    links.forget(str(request.key))
    forget(request.subject_key)
    forget_access(request.subject_key)
    request.delete()


def _request(key: str) -> AccompanimentRequest | None:
    number_, _dot, stamp = key.partition(".")
    found = AccompanimentRequest.objects.select_related("organisation").filter(number=number_).first()
    return found if found is not None and stamp in {"", stamp_of(found.created_at)} else None
