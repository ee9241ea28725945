"""How much of what there is at the desk."""

from collections.abc import Iterable

from django.db.models import Count, Q

from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import Person
from cms_apps.volunteering.enums import ApplicationState
from cms_apps.volunteering.selectors.applications import applications_at
from cms_apps.volunteering.selectors.wanted import is_late

COUNT_CAP = 1000


def desk_counts(organisations: Iterable[HostOrganisation], user: Person | None = None) -> dict[str, str]:
    """How many wait, are new, in review, overdue, and those of `user`; counting stops at 1000 ("1000+")."""
    waiting = applications_at(organisations).waiting().order_by("promised_on")[: COUNT_CAP + 1]
    found = waiting.aggregate(
        open=Count("pk"),
        new=Count("pk", filter=Q(state=ApplicationState.RECEIVED)),
        review=Count("pk", filter=Q(state=ApplicationState.IN_REVIEW)),
        overdue=Count("pk", filter=is_late()),
        **({"mine": Count("pk", filter=Q(assigned_to=user.pk))} if user else {}),
    )
    capped = found["open"] > COUNT_CAP
    # The overdue ones come first, so their number is true even when counting stopped.
    exact = {"overdue"} if found["overdue"] <= COUNT_CAP else set()
    return {
        name: f"{min(count, COUNT_CAP)}+" if capped and name not in exact else str(count)
        for name, count in found.items()
    }
