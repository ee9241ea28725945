"""Applications of the own organisation from a table: read, shown, then taken over all at once or not at all."""

import uuid
from collections.abc import Collection

from django.db import transaction

from cms_apps.accounts.models import User
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import may_decide
from cms_apps.privacy.rules import days_ago
from cms_apps.volunteering.answers import SignUp
from cms_apps.volunteering.enums import Source
from cms_apps.volunteering.models import Application, ImportRun
from cms_apps.volunteering.services.entering import enter_application
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, StaleState


@transaction.atomic
def keep_table(
    rows: list[tuple[int, dict[str, str]]], *, organisation: HostOrganisation, author: User
) -> ImportRun:
    """Keep what was read until its author says yes; raises NotPermitted for whoever does not decide there."""
    if not may_decide(author, organisation.pk):
        raise NotPermitted
    return ImportRun.objects.create(organisation=organisation, author=author, rows=rows)


@transaction.atomic
def take_over(run: ImportRun, answers: Collection[tuple[SignUp, bool]], *, author: User) -> list[Application]:
    """Make an application of each, with whether the parents signed; raises what `enter_application` raises.

    Then none is made. Raises StaleState when the table was taken over already, or is gone.
    """
    if not ImportRun.objects.filter(pk=run.pk, author=author).delete()[0]:
        raise StaleState
    actor = Actor.staff(author)
    return [
        enter_application(one, actor=actor, source=Source.IMPORT, key=uuid.uuid4(), parents_agreed=signed)
        for one, signed in answers
    ]


def delete_tables() -> int:
    """Delete tables that nobody took over in time (`tables.days`); returns how many."""
    return ImportRun.objects.filter(created_at__lt=days_ago("tables.days")).delete()[0]
