"""Whether a mail still makes sense when its turn comes."""

from collections.abc import Callable

from cms_apps.enrolments.models import Enrolment
from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering.enums import ApplicationState as State
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import applications_of_address, open_drafts_of_address
from cms_apps.volunteers.enums import VolunteerState


def being(*states: str) -> Callable[[OutboxRow], bool]:
    def still_true(row: OutboxRow) -> bool:
        return Application.objects.filter(pk=row.payload["application"], state__in=states).exists()

    return still_true


def asks_this_parent(row: OutboxRow) -> bool:
    """Whether it waits for a parent with this very address: one that was corrected since gets nothing."""
    rows = Application.objects.filter(pk=row.payload["application"], state=State.PARENT_ASKED)
    return rows.filter(parent_email=row.recipient).exists()


def place_being(*states: str) -> Callable[[OutboxRow], bool]:
    def still_true(row: OutboxRow) -> bool:
        rows = Enrolment.objects.filter(pk=row.payload["enrolment"], volunteer__application__isnull=False)
        # Who stops altogether hears that once.
        return rows.filter(state__in=states).exclude(volunteer__state=VolunteerState.LEFT).exists()

    return still_true


def known_address(row: OutboxRow) -> bool:
    return applications_of_address(row.recipient).exists() or open_drafts_of_address(row.recipient).exists()


exists = being(*State.values)
