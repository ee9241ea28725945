"""Passing an application on to another organisation (Weiterleitung): proposed by the team, done by the person's click.

Each organisation is a controller of its own: the new application is a copy with a number, a link and a promise of
its own, and each of the two is deleted without the other.
"""

import contextlib
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from cms_apps.links import services as links
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import answer_due, current_notice
from cms_apps.parameters.selectors import number
from cms_apps.volunteering import mails
from cms_apps.volunteering.answers import LanguageSkill, SignUp
from cms_apps.volunteering.eligibility import age_to_confirm, leaves_open, receives
from cms_apps.volunteering.enums import ApplicationState, ConsentPurpose, CourseWish, ForwardOutcome, Source
from cms_apps.volunteering.errors import (
    AgeNotConfirmed,
    ForwardFailed,
    NoticeChanged,
    QuestionsUnanswered,
    TargetClosed,
)
from cms_apps.volunteering.models import Application, ForwardProposal
from cms_apps.volunteering.services.consent_texts import TEXT_VERSIONS
from cms_apps.volunteering.services.questions import start_clock, stop_clock
from cms_apps.volunteering.services.sign_up import create
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import GuardFailed, StaleState
from cms_apps.workflow.machine import begin, perform

Answers = tuple[dict[str, Any], ...]


@transaction.atomic
def propose_forward(
    application: Application,
    *,
    target: HostOrganisation,
    actor: Actor,
    message: str = "",
    expected: int | None = None,
) -> Application:
    """Ask the person whether the application may go to `target`; until the answer the promise stands still.

    Raises what `perform` raises; MinorNotForwarded, NobodyToAsk, and TargetClosed.
    """
    perform(APPLICATION, application, "propose_forward", actor=actor, expected=expected)
    if not receives(target, application):
        raise TargetClosed
    until = timezone.now() + timedelta(days=number("forward.days"))
    proposal = application.proposals.create(target=target, message=message, open_until=until)
    stop_clock(application)
    mails.to_applicant(mails.FORWARD_ASKED, application, proposal=proposal.pk)
    return application


@transaction.atomic
def take_back_forward(application: Application, *, actor: Actor, expected: int | None = None) -> Application:
    """Take the proposal back: the review goes on."""
    perform(APPLICATION, application, "take_back_forward", actor=actor, expected=expected)
    end_proposal(application)
    start_clock(application)
    return application


@transaction.atomic
def refuse_forward(application: Application, *, proposal: int) -> Application:
    """The person stays: the review goes on. Raises StaleState when this `proposal` is no longer open."""
    perform(APPLICATION, application, "refuse_forward", actor=Actor.applicant())
    _answer(application, proposal, ForwardOutcome.REFUSED)
    start_clock(application)
    mails.to_team(mails.FORWARD_REFUSED_TO_TEAM, application)
    return application


def agree_forward(
    application: Application,
    *,
    proposal: int,
    notice: str = "",
    of_age: bool = False,
    extra_answers: Answers = (),
) -> Application:
    """Hand the application over and return the new one; the person agreed to `proposal` as they read it.

    `extra_answers` are those to the new organisation's own questions.

    Raises StaleState when it is no longer open; NoticeChanged, AgeNotConfirmed and QuestionsUnanswered, and then
    nothing has changed; ForwardFailed when the other organisation takes nobody any more, and then the review goes on.
    """
    try:
        return _hand_over(application, proposal, notice, of_age=of_age, extra_answers=extra_answers)
    except ForwardFailed:
        with contextlib.suppress(StaleState):
            _give_up(application, "forward_failed", proposal, ForwardOutcome.FAILED)
        raise
    except GuardFailed:
        application.refresh_from_db(fields=["state", "state_since"])
        raise


def let_forwards_lapse() -> int:
    """End the proposals that nobody answered in time; team and person are told. Returns how many."""
    late = ForwardProposal.objects.filter(outcome=ForwardOutcome.OPEN, open_until__lte=timezone.now())
    rows = late.select_related("application__organisation").order_by("open_until", "pk")
    return sum(_lapse(one) for one in rows)


def end_proposal(application: Application) -> None:
    """Whatever takes an application out of its proposal, unasked, takes that back."""
    application.proposals.filter(outcome=ForwardOutcome.OPEN).update(
        outcome=ForwardOutcome.TAKEN_BACK, answered_at=timezone.now()
    )


@transaction.atomic
def _hand_over(
    application: Application, proposal: int, notice: str, *, of_age: bool, extra_answers: Answers
) -> Application:
    perform(APPLICATION, application, "agree_forward", actor=Actor.applicant())
    target = _answer(application, proposal, ForwardOutcome.AGREED).target
    if not receives(target, application):
        raise ForwardFailed
    if notice != _notice_of(target):
        raise NoticeChanged
    if age_to_confirm(target, application) and not of_age:
        raise AgeNotConfirmed
    if leaves_open(target, extra_answers):
        raise QuestionsUnanswered
    new = _copy(
        application, target, replace(_answers(application, target, notice), extra_answers=extra_answers)
    )
    mails.to_applicant(mails.FORWARDED, new)
    mails.to_team(mails.NEW_APPLICATION, new)
    mails.to_team(mails.FORWARD_AGREED_TO_TEAM, application)
    return new


def _copy(application: Application, target: HostOrganisation, answers: SignUp) -> Application:
    """The new application, arrived; only what `_answers` names goes over, and what the person said besides."""
    new = create(uuid4(), answers, target, source=Source.FORWARD)
    Application.objects.filter(pk=new.pk).update(
        forwarded_from=application,
        confirmed_at=timezone.now(),
        promised_on=answer_due(target, timezone.localdate()),
    )
    begin(APPLICATION, new, actor=Actor.applicant(), state=ApplicationState.RECEIVED)
    links.issue(mails.STATUS_LINK, str(new.key))
    # Both sides must prove what they did: one that it might hand over, the other that it might take.
    application.consents.update_or_create(
        purpose=ConsentPurpose.FORWARD,
        defaults={"text_version": TEXT_VERSIONS[ConsentPurpose.FORWARD], "given_at": timezone.now()},
    )
    counted = application.consents.filter(purpose=ConsentPurpose.STATISTICS, revoked_at=None).first()
    if counted:
        new.consents.create(
            purpose=counted.purpose, text_version=counted.text_version, given_at=counted.given_at
        )
    new.refresh_from_db()
    return new


def _answers(application: Application, target: HostOrganisation, notice: str) -> SignUp:
    languages = application.languages.values_list("code", "level", "spoken", "written", "other_name")
    wants_course = application.course_wish != CourseWish.NONE
    return SignUp(
        place_typed=application.place_typed,
        municipality_id=application.municipality_id,
        organisation_id=target.pk,
        languages=tuple(LanguageSkill(*one) for one in languages),
        slots=tuple(application.slots),
        hours=application.hours,
        topics=tuple(application.topics),
        motivation=application.motivation,
        first_name=application.first_name,
        last_name=application.last_name,
        email=application.email,
        phone=application.phone,
        course_wish=CourseWish.LATER if wants_course else CourseWish.NONE,
        wished_run_id=None,
        consents=(ConsentPurpose.PRIVACY_NOTICE, ConsentPurpose.FORWARD),
        notice_version=notice,
        language=application.language,
        birth_year=application.birth_year if target.asks_age else None,
    )


def _notice_of(target: HostOrganisation) -> str:
    notice = current_notice(target.pk)
    return notice.version if notice else ""


def _answer(application: Application, proposal: int, outcome: ForwardOutcome) -> ForwardProposal:
    """End the one proposal that the person has read; another one that is open meanwhile is not meant."""
    read = application.proposals.filter(pk=proposal, outcome=ForwardOutcome.OPEN)
    if not read.update(outcome=outcome, answered_at=timezone.now()):
        raise StaleState
    return ForwardProposal.objects.select_related("target").get(pk=proposal)


@transaction.atomic
def _give_up(application: Application, verb: str, proposal: int, outcome: ForwardOutcome) -> None:
    perform(APPLICATION, application, verb, actor=Actor.system())
    _answer(application, proposal, outcome)
    start_clock(application)
    mails.to_team(mails.FORWARD_LAPSED_TO_TEAM, application)


@transaction.atomic
def _lapse(proposal: ForwardProposal) -> bool:
    try:
        _give_up(proposal.application, "forward_lapsed", proposal.pk, ForwardOutcome.LAPSED)
    except StaleState:  # answered at this moment
        return False
    mails.to_applicant(mails.FORWARD_LAPSED, proposal.application)
    return True
