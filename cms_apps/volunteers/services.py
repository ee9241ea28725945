"""Writes about volunteers; leaving frees places and therefore lives in enrolments."""

from dataclasses import dataclass

from django.db import transaction

from cms_apps.organisations.models import HostOrganisation
from cms_apps.volunteers.models import Volunteer
from cms_apps.volunteers.transitions import VOLUNTEER
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import begin


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
