"""The machines of an enrolment (a place at once, over the waiting list, or after somebody decided) and of a certificate."""

from cms_apps.enrolments.eligibility import (
    attended_enough,
    has_no_certificate,
    is_noted,
    is_short,
    list_is_open,
)
from cms_apps.enrolments.enums import HOPING_STATES, LIVE_STATES, CertificateState, EnrolmentState
from cms_apps.enrolments.errors import OfferOver
from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.policies import is_system, may_issue, may_lead, may_speak_for
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import Transition, Workflow, sources

State = EnrolmentState


def offer_still_holds(enrolment: Enrolment, actor: Actor) -> None:
    """Refuse an offer whose time is over, also before the clock has noticed it."""
    if enrolment.offer_is_over:
        raise OfferOver


ENROLMENT = Workflow(
    name="enrolment",
    states=State,
    initial=State.ENROLLED,
    also_initial=(State.WAITING, State.ASKED),
    transitions=(
        Transition("admit", sources(State.ASKED), State.ENROLLED, may_lead),
        Transition("queue", sources(State.ASKED), State.WAITING, may_lead),
        Transition("decline", sources(State.ASKED), State.DECLINED, may_lead),
        Transition("give_up", sources(State.ENROLLED), State.GIVEN_UP, may_speak_for),
        Transition("leave_list", sources(HOPING_STATES), State.LEFT_LIST, may_speak_for),
        Transition("close_list", sources(HOPING_STATES), State.MISSED, is_system),
        Transition("offer", sources(State.WAITING), State.OFFERED, is_system),
        Transition(
            "take", sources(State.OFFERED), State.ENROLLED, may_speak_for, guards=(offer_still_holds,)
        ),
        Transition("refuse", sources(State.OFFERED), State.REFUSED, may_speak_for),
        Transition("call_off", sources(LIVE_STATES), State.CALLED_OFF, is_system),
        Transition("expire", sources(State.OFFERED), State.EXPIRED, is_system),
        Transition(
            "complete",
            sources(State.ENROLLED, State.NOT_COMPLETED),
            State.COMPLETED,
            may_lead,
            guards=(is_noted, attended_enough),
        ),
        Transition(
            "reopen",
            sources(State.COMPLETED),
            State.ENROLLED,
            may_lead,
            guards=(has_no_certificate, list_is_open),
        ),
        Transition(
            "fall_short", sources(State.ENROLLED), State.NOT_COMPLETED, may_lead, guards=(is_noted, is_short)
        ),
    ),
)

CERTIFICATE = Workflow(
    name="certificate",
    states=CertificateState,
    initial=CertificateState.VALID,
    transitions=(
        Transition("withdraw", sources(CertificateState.VALID), CertificateState.WITHDRAWN, may_issue),
        Transition(
            "replace",
            sources(CertificateState.VALID, CertificateState.WITHDRAWN),
            CertificateState.REPLACED,
            may_issue,
        ),
    ),
)
