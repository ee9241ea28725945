"""What happens around courses once people have a place: what they need."""

from cms_apps.courses.enums import CHANGEABLE_STATES
from cms_apps.enrolments.enums import EnrolmentState, NeedKind
from cms_apps.enrolments.models import Enrolment
from cms_apps.enrolments.services import state_needs
from cms_apps.workflow.actors import Actor

# Taken in turn: most people need nothing.
NEEDS = ((NeedKind.CHILD_CARE,), (), (NeedKind.STEP_FREE, NeedKind.INTERPRETER), ())


def load_life_of_courses() -> None:
    """Let some of those who have a place say what they need."""
    rows = Enrolment.objects.filter(state=EnrolmentState.ENROLLED, run__state__in=CHANGEABLE_STATES)
    for position, place in enumerate(rows.select_related("run", "volunteer").order_by("pk")):
        state_needs(place, NEEDS[position % len(NEEDS)], actor=Actor.applicant())
