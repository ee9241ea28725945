"""Applications that are kept for later: on the list (vorgemerkt), or resting (ruht)."""

from django.db import transaction
from django.utils import timezone

from cms_apps.organisations.selectors import answer_due
from cms_apps.volunteering import mails
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import perform


@transaction.atomic
def shortlist(
    application: Application, *, actor: Actor, message: str, expected: int | None = None
) -> Application:
    """Keep the person in mind until somebody is looked for; nothing is promised any more."""
    perform(APPLICATION, application, "shortlist", actor=actor, expected=expected)
    application.decision_message = message
    application.asked_interest_at = None
    application.save(update_fields=["decision_message", "asked_interest_at"])
    mails.to_applicant(mails.SHORTLISTED, application)
    return application


@transaction.atomic
def still_interested(application: Application) -> Application:
    """The person still wants to: the year on the list begins anew. Whoever is not asked changes nothing."""
    asked = Application.objects.filter(pk=application.pk, asked_interest_at__isnull=False)
    if asked.update(asked_interest_at=None):
        perform(APPLICATION, application, "still_interested", actor=Actor.applicant())
        application.asked_interest_at = None
    return application


@transaction.atomic
def take_up(application: Application, *, actor: Actor, expected: int | None = None) -> Application:
    """Begin the review again, with a new promised day."""
    perform(APPLICATION, application, "take_up", actor=actor, expected=expected)
    _promise_anew(application)
    return application


@transaction.atomic
def wake(application: Application) -> Application:
    """The person is back: the review begins again, with a new promised day."""
    perform(APPLICATION, application, "wake", actor=Actor.applicant())
    _promise_anew(application)
    mails.to_team(mails.WOKEN_TO_TEAM, application)
    return application


def _promise_anew(application: Application) -> None:
    application.promised_on = answer_due(application.organisation, timezone.localdate())
    application.clock_stopped_on = None
    application.reminded_at = application.escalated_at = application.overdue_told_at = None
    application.decision_message = ""
    application.save(
        update_fields=[
            "promised_on", "clock_stopped_on", "reminded_at", "escalated_at", "overdue_told_at",
            "decision_message",
        ]
    )  # fmt: skip
