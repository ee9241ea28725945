"""Reads about applications, and whose eyes may see them."""

from collections.abc import Iterable

from django.utils import timezone

from cms_apps.organisations.selectors import Person, organisations_of
from cms_apps.volunteering.enums import DESK_STATES, ApplicationState
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.models.application import ApplicationQuerySet

COUNT_CAP = 1000


def applications_visible_to(user: Person) -> ApplicationQuerySet:
    """The confirmed applications of the organisations for which this person works."""
    return Application.objects.filter(organisation__in=organisations_of(user), state__in=DESK_STATES)


def applications_of_address(email: str) -> ApplicationQuerySet:
    """The confirmed applications of one mailbox, newest first; several people may share it."""
    return Application.objects.filter(email__iexact=email, state__in=DESK_STATES).order_by("-pk")


def desk_counts(user: Person) -> dict[str, int]:
    """How many wait, are overdue, and are decided; each capped at 1000 so that it stays cheap."""
    visible = applications_visible_to(user)
    waiting = visible.waiting()
    parts: dict[str, Iterable[int]] = {
        "new": waiting.filter(state=ApplicationState.RECEIVED).values_list("pk", flat=True),
        "review": waiting.filter(state=ApplicationState.IN_REVIEW).values_list("pk", flat=True),
        "overdue": waiting.filter(promised_on__lt=timezone.localdate()).values_list("pk", flat=True),
    }
    return {name: len(list(rows[:COUNT_CAP])) for name, rows in parts.items()}  # type: ignore[index]
