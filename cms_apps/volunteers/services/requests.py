"""What happens to a request for accompaniment: asked, taken up, ended once, forgotten."""

import json
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation import counters
from cms_apps.foundation.numbers import unused_number
from cms_apps.foundation.privacy import DeletionRule, SubjectKind
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import days_at_work
from cms_apps.outbox.services import forget
from cms_apps.parameters.selectors import number
from cms_apps.privacy.rules import days_ago
from cms_apps.privacy.services import forget_access, note_erasure, stamp_of
from cms_apps.volunteers import mails
from cms_apps.volunteers.answers import Wish
from cms_apps.volunteers.enums import RequestOutcome, RequestRefusal
from cms_apps.volunteers.errors import WordsMissing
from cms_apps.volunteers.models import AccompanimentRequest
from cms_apps.volunteers.policies import may_handle
from cms_apps.volunteers.selectors.requests import requests_to_remind_of
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, ReasonMissing, StaleState

PER_ADDRESS = "mails_per_hour"
SUBJECT = "request"
# Who in the team did what is no statement about the person.
LEFT_OUT = frozenset({"id", "key", "taken_by", "closed_by", "reminded_at"})


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
    mails.to_team(mails.ARRIVED, request)
    if wish.email and counters.count(PER_ADDRESS, wish.email, most=number(PER_ADDRESS)):
        mails.to_person(mails.RECEIVED, request)
    return request


def promised_day(organisation: HostOrganisation) -> date:
    """Until when somebody who asks today gets an answer (`request.working_days`)."""
    return days_at_work(organisation, timezone.localdate(), number("request.working_days"))


@transaction.atomic
def take_request(request: AccompanimentRequest, *, actor: Actor) -> None:
    """Take it up, once. Raises NotPermitted or StaleState."""
    _change(request, actor, Q(taken_at=None), taken_at=timezone.now(), taken_by=actor.user)


@transaction.atomic
def answer_request(request: AccompanimentRequest, *, actor: Actor, text: str) -> None:
    """Answer it, once; whoever gave an address reads it there. Raises NotPermitted, StaleState or WordsMissing."""
    if not text.strip():
        raise WordsMissing
    _close(request, actor, RequestOutcome.ANSWERED, answer=text)
    mails.to_person(mails.ANSWERED, request)


@transaction.atomic
def decline_request(request: AccompanimentRequest, *, actor: Actor, refusal: str, text: str = "") -> None:
    """Decline it with a reason, once; whoever gave an address reads its sentence.

    Raises NotPermitted, StaleState or ReasonMissing.
    """
    if refusal not in RequestRefusal.values:
        raise ReasonMissing
    _close(request, actor, RequestOutcome.DECLINED, refusal=refusal, answer=text)
    mails.to_person(mails.DECLINED, request)


@transaction.atomic
def settle_request(request: AccompanimentRequest, *, actor: Actor) -> None:
    """Note that it is needed no more; the person said so, and gets no mail. Raises NotPermitted or StaleState."""
    _close(request, actor, RequestOutcome.SETTLED)


def remind_of_requests() -> int:
    """Remind the team once of what falls due within `request.warn_days`; returns how many."""
    late = requests_to_remind_of(number("request.warn_days")).select_related("organisation")
    return sum(_remind(one) for one in late.order_by("pk"))


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


def _close(request: AccompanimentRequest, actor: Actor, outcome: str, **values: Any) -> None:
    _change(request, actor, Q(), outcome=outcome, closed_at=timezone.now(), closed_by=actor.user, **values)


def _change(request: AccompanimentRequest, actor: Actor, still: Q, **values: Any) -> None:
    """Write to an open request that is `still` so: the conditional UPDATE is the lock, of two members one does it."""
    if not may_handle(request, actor):
        raise NotPermitted
    if not AccompanimentRequest.objects.filter(still, pk=request.pk, closed_at=None).update(**values):
        raise StaleState
    request.refresh_from_db()


@transaction.atomic
def _remind(request: AccompanimentRequest) -> bool:
    fresh = AccompanimentRequest.objects.filter(pk=request.pk, closed_at=None, reminded_at=None)
    if not fresh.update(reminded_at=timezone.now()):
        return False
    mails.to_team(mails.DUE, request)
    return True


def _delete(request: AccompanimentRequest) -> None:
    forget(request.subject_key)
    forget_access(request.subject_key)
    request.delete()


def _request(key: str) -> AccompanimentRequest | None:
    number_, _dot, stamp = key.partition(".")
    found = AccompanimentRequest.objects.select_related("organisation").filter(number=number_).first()
    return found if found is not None and stamp in {"", stamp_of(found.created_at)} else None
