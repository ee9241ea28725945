"""Who of the team is in charge (zuständig) of an application; nobody outside hears of it."""

from collections.abc import Iterable

from django.db import transaction

from cms_apps.accounts.models import User
from cms_apps.organisations.selectors import may_decide
from cms_apps.volunteering.errors import NotAMember
from cms_apps.volunteering.models import Application
from cms_apps.workflow.actors import Actor, ActorKind
from cms_apps.workflow.errors import NotPermitted


@transaction.atomic
def assign(applications: Iterable[Application], *, actor: Actor, to: User | None) -> int:
    """Put `to` in charge of each of them, or nobody; returns how many. All or none.

    Raises NotPermitted where the actor does not decide, NotAMember where `to` does not.
    """
    chosen = list(applications)
    for organisation in {one.organisation_id for one in chosen}:
        if actor.kind != ActorKind.STAFF or not may_decide(actor.user, organisation):
            raise NotPermitted
        if to is not None and not may_decide(to, organisation):
            raise NotAMember
    rows = Application.objects.filter(pk__in=[one.pk for one in chosen])
    return rows.update(assigned_to=to)


def release(user: User, organisation: int) -> None:
    """Let what lies with somebody who no longer decides at the organisation fall to its team."""
    Application.objects.filter(assigned_to=user, organisation=organisation).update(assigned_to=None)
