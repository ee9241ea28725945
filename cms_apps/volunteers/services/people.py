"""Writes about volunteers; leaving frees places and therefore lives in enrolments.

Who writes to the person about it is `volunteering.services.volunteers`, which knows the link.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from cms_apps.organisations.models import HostOrganisation
from cms_apps.parameters.selectors import number
from cms_apps.volunteers.enums import VolunteerState
from cms_apps.volunteers.errors import (
    CertificateDateNotPossible,
    CertificateNotWanted,
    CertificateTooOld,
    PauseEndNotPossible,
)
from cms_apps.volunteers.models import Answer, CertificateNote, Volunteer
from cms_apps.volunteers.policies import may_note_certificate
from cms_apps.volunteers.selectors import is_certificate_due
from cms_apps.volunteers.transitions import VOLUNTEER
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted
from cms_apps.workflow.machine import begin, perform


@dataclass(frozen=True)
class Person:
    """Who the volunteer is."""

    first_name: str
    last_name: str
    email: str
    phone: str
    language: str


@transaction.atomic
def welcome(person: Person, organisation: HostOrganisation, *, actor: Actor) -> Volunteer:
    """Make the volunteer of an accepted application."""
    volunteer = Volunteer.objects.create(
        organisation=organisation,
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email,
        phone=person.phone,
        language=person.language,
    )
    begin(VOLUNTEER, volunteer, actor=actor)
    return volunteer


def activate(volunteer: Volunteer, *, actor: Actor, expected: int | None = None) -> Volunteer:
    """Whoever was prepared begins. Raises what `perform` raises."""
    perform(VOLUNTEER, volunteer, "activate", actor=actor, expected=expected)
    return volunteer


@transaction.atomic
def pause(
    volunteer: Volunteer, *, actor: Actor, until: date | None = None, expected: int | None = None
) -> Volunteer:
    """Rest for a while, `until` a day or open-ended. Raises what `perform` raises, and PauseEndNotPossible."""
    perform(VOLUNTEER, volunteer, "pause", actor=actor, expected=expected)
    today = timezone.localdate()
    if until and not today < until <= today + timedelta(days=number("pause.longest_days")):
        raise PauseEndNotPossible
    return _note_pause(volunteer, until)


@transaction.atomic
def resume(volunteer: Volunteer, *, actor: Actor, expected: int | None = None) -> Volunteer:
    """Go on after a pause. Raises what `perform` raises."""
    perform(VOLUNTEER, volunteer, "resume", actor=actor, expected=expected)
    return _note_pause(volunteer, None)


@transaction.atomic
def note_certificate(
    volunteer: Volunteer, *, actor: Actor, dated_on: date, conviction: bool
) -> CertificateNote:
    """Note that a certificate of conduct was inspected; one note each, the last holds. Raises what it refuses.

    NotPermitted for whoever was not named for it, CertificateNotWanted, CertificateDateNotPossible, CertificateTooOld.
    """
    if not may_note_certificate(volunteer, actor) or not volunteer.is_here:
        raise NotPermitted
    if not volunteer.organisation.wants_certificate:
        raise CertificateNotWanted
    if dated_on > timezone.localdate():
        raise CertificateDateNotPossible
    if is_certificate_due(dated_on):
        raise CertificateTooOld
    facts = {
        "inspected": Answer.YES,
        "dated": dated_on.isoformat(),
        "conviction": Answer.YES if conviction else Answer.NO,
    }
    note, _is_new = CertificateNote.objects.update_or_create(volunteer=volunteer, defaults=facts)
    return note


def delete_certificate_note(volunteer: Volunteer, *, actor: Actor) -> None:
    """Take the note away again; raises NotPermitted."""
    if not may_note_certificate(volunteer, actor):
        raise NotPermitted
    drop_certificate_note(volunteer)


def drop_certificate_note(volunteer: Volunteer) -> None:
    """Delete the note with whom or what it was for: the person is erased, or never began."""
    CertificateNote.objects.filter(volunteer=volunteer).delete()


def drop_note_of_who_never_began(volunteer: Volunteer) -> None:
    """Delete the note at once when the work is not taken up (§ 72a (5) SGB VIII); of whoever has left."""
    if not volunteer.history.filter(target=VolunteerState.ACTIVE).exists():
        drop_certificate_note(volunteer)


def delete_old_certificate_notes() -> int:
    """Delete the notes of those who left more than `certificate_note.days` ago; returns how many."""
    before = timezone.now() - timedelta(days=number("certificate_note.days"))
    left = CertificateNote.objects.filter(
        volunteer__state=VolunteerState.LEFT, volunteer__state_since__lte=before
    )
    return left.delete()[0]


def pauses_to_ask_about() -> QuerySet[Volunteer]:
    """Who pauses and was not asked: since the day they named, or after `pause.ask_days` where they named none."""
    long_ago = timezone.now() - timedelta(days=number("pause.ask_days"))
    over = Q(paused_until__lte=timezone.localdate()) | Q(paused_until=None, state_since__lte=long_ago)
    return Volunteer.objects.filter(over, state=VolunteerState.PAUSED, pause_asked_at=None).order_by("pk")


def mark_asked(volunteer: Volunteer) -> bool:
    """Note that somebody is asked about this very pause; True for the one caller who may ask."""
    same = {"pk": volunteer.pk, "state": VolunteerState.PAUSED, "state_since": volunteer.state_since}
    waiting = Volunteer.objects.filter(**same, pause_asked_at=None)
    return bool(waiting.update(pause_asked_at=timezone.now()))


def _note_pause(volunteer: Volunteer, until: date | None) -> Volunteer:
    volunteer.paused_until, volunteer.pause_asked_at = until, None
    volunteer.save(update_fields=["paused_until", "pause_asked_at"])
    return volunteer
