"""Passing a request for accompaniment on to another organisation: only as the person agrees.

Each organisation is a controller of its own: the other one gets a copy with a number and a promise of its own.
"""

from uuid import uuid4

from django.db import transaction
from django.db.models import Q

from cms_apps.organisations.models import HostOrganisation
from cms_apps.volunteers import mails
from cms_apps.volunteers.answers import Wish
from cms_apps.volunteers.enums import PassingConsent, RequestOutcome
from cms_apps.volunteers.errors import NobodyToAsk, PassedToItself
from cms_apps.volunteers.models import AccompanimentRequest
from cms_apps.volunteers.policies import is_asker
from cms_apps.volunteers.services.requests import ask_for_accompaniment, change, close
from cms_apps.workflow.actors import Actor


@transaction.atomic
def propose_passing(request: AccompanimentRequest, *, target: HostOrganisation, actor: Actor) -> None:
    """Ask the person by mail whether `target` may get the request; another proposal replaces an older one.

    The same one again, by a second click or a second member, is StaleState.

    The promised day stays: whoever proposes still owes an answer.
    Raises NotPermitted, StaleState, NobodyToAsk or PassedToItself.
    """
    if not request.email:
        raise NobodyToAsk
    _other(request, target)
    change(request, actor, still=~Q(offered_to=target) | Q(offered_to=None), offered_to=target)
    mails.to_person(mails.PASSING_ASKED, request)


@transaction.atomic
def pass_on_by_word(
    request: AccompanimentRequest, *, target: HostOrganisation, actor: Actor
) -> AccompanimentRequest:
    """Pass it on at once; the team has asked the person. Raises NotPermitted, StaleState or PassedToItself."""
    _other(request, target)
    close(request, actor, RequestOutcome.PASSED_ON, offered_to=target, consent=PassingConsent.WORD)
    return _copy(request, target)


@transaction.atomic
def agree_to_passing(request: AccompanimentRequest, *, target: int) -> AccompanimentRequest:
    """The person lets `target` have it, as they read it; the new request. Raises StaleState."""
    close(
        request,
        Actor.applicant(),
        RequestOutcome.PASSED_ON,
        still=Q(offered_to=target),
        permitted=is_asker,
        consent=PassingConsent.LINK,
    )
    return _copy(request, HostOrganisation.objects.get(pk=target))


@transaction.atomic
def refuse_passing(request: AccompanimentRequest, *, target: int) -> None:
    """The person wants it to stay; the team hears of it. Raises StaleState."""
    change(request, Actor.applicant(), still=Q(offered_to=target), permitted=is_asker, offered_to=None)
    mails.to_team(mails.STAYS, request)


def _other(request: AccompanimentRequest, target: HostOrganisation) -> None:
    if target.pk == request.organisation_id:
        raise PassedToItself


def _copy(request: AccompanimentRequest, target: HostOrganisation) -> AccompanimentRequest:
    """What the person said goes over; what the first team wrote does not."""
    wish = Wish(
        name=request.name, email=request.email, phone=request.phone, languages=tuple(request.languages),
        place=request.place, wanted=request.wanted, topic=request.topic, for_other=request.for_other,
        language=request.language, key=uuid4(),
    )  # fmt: skip
    return ask_for_accompaniment(wish, target)
