"""Deleting all about a person at one organisation (GDPR Art. 17), and answering who asks for it.

`erase` is the one verb that removes a person; whoever calls it says who acts and tells those whom it concerns.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.selectors import attended_places
from cms_apps.enrolments.services import forget_needs, volunteer_leaves
from cms_apps.enrolments.services.certificates import forget_reasons
from cms_apps.links import services as links
from cms_apps.outbox import services as outbox
from cms_apps.parameters.selectors import number
from cms_apps.privacy.services import forget_access, note_erasure, stamp_of
from cms_apps.volunteering import mails
from cms_apps.volunteering.enums import WITHDRAWABLE_STATES
from cms_apps.volunteering.errors import NotNow
from cms_apps.volunteering.models import Application, Draft, ErasureRequest
from cms_apps.volunteering.policies import is_coordinator, may_ask_erasure, may_erase_alone
from cms_apps.volunteering.services.correcting import lock
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.volunteers.enums import VolunteerState
from cms_apps.volunteers.models import Volunteer
from cms_apps.volunteers.services import drop_certificate_note
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted
from cms_apps.workflow.machine import perform

SUBJECT, VOLUNTEER_SUBJECT = "application", "volunteer"
logger = logging.getLogger("vielfalt.erasing")


@transaction.atomic
def erase(application: Application, *, actor: Actor) -> bool:
    """Delete the application with all that belongs to it, and the volunteer; whether records of courses stay.

    Whoever takes part stops, and frees their places. Of courses that have begun there stay name, course and place:
    the Land pays for them and may ask for proof (parameter `funding.years`). Address, phone and all else go.
    """
    volunteer = application.volunteer
    note_erasure(SUBJECT, str(application.key))
    delete_rows(application)
    logger.info("an application was erased")
    return volunteer is not None and erase_volunteer(volunteer, actor=actor)


@transaction.atomic
def erase_volunteer(volunteer: Volunteer, *, actor: Actor, proofs: bool = True) -> bool:
    """Delete a volunteer; whether name and courses stay, as they do for `proofs` when there are courses to prove."""
    note_erasure(VOLUNTEER_SUBJECT, f"{volunteer.pk}.{stamp_of(volunteer.created_at)}")
    attended = _let_go(volunteer, actor=actor) if proofs else []
    outbox.forget(volunteer.subject_key)
    forget_access(volunteer.subject_key)
    drop_certificate_note(volunteer)
    forget_needs(volunteer)
    forget_reasons(volunteer)
    Enrolment.objects.filter(volunteer=volunteer).exclude(pk__in=attended).delete()
    if attended:
        Volunteer.objects.filter(pk=volunteer.pk).update(email="", phone="")
    else:
        volunteer.delete()
    return bool(attended)


def delete_rows(application: Application) -> None:
    """Delete an application, and what became part of it, with outbox rows, accesses, links and emptied drafts."""
    for one in (*application.merged.all(), application):
        outbox.forget(one.subject_key)
        forget_access(one.subject_key)
        links.forget(str(one.key))
        for draft in Draft.objects.filter(key=one.draft_key):
            outbox.forget(draft.subject_key)
            draft.delete()
    application.delete()


@transaction.atomic
def erase_own(application: Application) -> None:
    """Delete at once on the person's own word, before anybody has decided; raises NotNow, also the second time.

    The person gets a last mail; the team hears of what it knew.
    """
    locked = lock(application)
    if locked is None or not may_erase_alone(locked):
        raise NotNow
    team_knows = locked.has_arrived and locked.state in WITHDRAWABLE_STATES
    if locked.state in WITHDRAWABLE_STATES:
        perform(APPLICATION, locked, "withdraw", actor=Actor.applicant())
    talk = mails.to_strike_out(locked)
    mails.tell_of_erasure(locked, kept=erase(locked, actor=Actor.applicant()), team=team_knows, talk=talk)


@transaction.atomic
def ask_erasure(application: Application) -> ErasureRequest:
    """Ask the organisation to delete; it answers within `erasure.days`. Asked again, it is the same request."""
    locked = lock(application)
    if locked is None or not may_ask_erasure(locked):
        raise NotNow
    due_on = timezone.localdate() + timedelta(days=number("erasure.days"))
    request, is_new = ErasureRequest.objects.get_or_create(
        application=locked, refused_at=None, defaults={"due_on": due_on}
    )
    if is_new:
        mails.to_applicant(mails.ERASURE_ASKED, locked, request=request.pk)
        mails.to_team(mails.ERASURE_ASKED_TO_TEAM, locked)
    return request


@transaction.atomic
def grant_erasure(application: Application, *, actor: Actor) -> bool:
    """The organisation deletes what it may; whether records of courses stay. Raises NotPermitted or NotNow."""
    locked = _asked(application, actor)
    talk = mails.to_strike_out(locked)
    kept = erase(locked, actor=actor)
    mails.tell_of_erasure(locked, kept=kept, team=False, talk=talk)
    return kept


@transaction.atomic
def refuse_erasure(application: Application, *, actor: Actor, reason: str) -> ErasureRequest:
    """The organisation keeps the data and says why. Raises NotPermitted or NotNow."""
    locked = _asked(application, actor)
    request = locked.erasure_requests.get(refused_at=None)
    request.refused_at, request.reason = timezone.now(), reason
    request.answered_by_id = actor.user.pk if actor.user else None
    request.save(update_fields=["refused_at", "reason", "answered_by"])
    mails.to_applicant(mails.ERASURE_REFUSED, locked, request=request.pk)
    return request


def _asked(application: Application, actor: Actor) -> Application:
    if not is_coordinator(application, actor):
        raise NotPermitted
    locked = lock(application)
    if locked is None or not locked.erasure_requests.filter(refused_at=None).exists():
        raise NotNow
    return locked


def _let_go(volunteer: Volunteer, *, actor: Actor) -> list[int]:
    """End the volunteering; the places whose courses have to be proved."""
    attended = [place.pk for place in attended_places(volunteer.pk)]
    if volunteer.state != VolunteerState.LEFT:
        volunteer_leaves(volunteer, actor=actor)
    return attended
