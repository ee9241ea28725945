"""What people need in a course: said by themselves, taken back as easily, gone soon after the course."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.enrolments.enums import EnrolmentState, NeedKind
from cms_apps.enrolments.models import Enrolment, Need
from cms_apps.enrolments.policies import may_state_needs
from cms_apps.enrolments.services.seats import hold_run
from cms_apps.foundation.privacy import DeletionRule
from cms_apps.privacy.rules import days_ago
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import StaleState

KEEP = "needs.days"


@transaction.atomic
def state_needs(enrolment: Enrolment, wanted: Collection[NeedKind], *, actor: Actor) -> Need | None:
    """Keep what the person needs, with the moment of their consent; without anything wanted keep nothing at all.

    Raises StaleState where the place is theirs no more, or the course is over.
    """
    hold_run(enrolment.run_id)  # nobody gives the place back between our look and our row
    enrolment.refresh_from_db()
    if not may_state_needs(enrolment, actor):
        raise StaleState
    if not wanted:
        Need.objects.filter(enrolment=enrolment).delete()
        return None
    values = {kind.value: kind in wanted for kind in NeedKind}
    need, _made = Need.objects.update_or_create(
        enrolment=enrolment, defaults={**values, "agreed_at": timezone.now()}
    )
    return need


def forget_needs(volunteer: Volunteer) -> None:
    """Delete all that somebody said they need, also where the place itself stays as a proof."""
    Need.objects.filter(enrolment__volunteer=volunteer).delete()


def delete_old_needs() -> int:
    """Delete the needs of courses whose last date is longer ago than `needs.days`, and of places that nobody has.

    Returns how many.
    """
    no_place = Need.objects.exclude(enrolment__state=EnrolmentState.ENROLLED)
    ended = Need.objects.annotate(last=Max("enrolment__run__dates__ends_at")).filter(last__lt=days_ago(KEEP))
    gone = [*no_place.values_list("pk", flat=True), *ended.values_list("pk", flat=True)]
    return Need.objects.filter(pk__in=gone).delete()[0]


RULE = DeletionRule(
    name="enrolments.needs", what=_("Bedarf im Kurs (Kinderbetreuung, Dolmetschen, Zugang)"),
    after=_("nach dem letzten Kurstag, oder sobald der Platz abgegeben ist"), parameter=KEEP, keep=delete_old_needs,
)  # fmt: skip
