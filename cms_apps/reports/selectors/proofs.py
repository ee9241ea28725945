"""Which courses still owe their proof of use (Verwendungsnachweis), and until when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet
from django.utils import timezone

from cms_apps.courses.enums import RunState
from cms_apps.courses.models import CourseRun
from cms_apps.organisations.models import HostOrganisation
from cms_apps.reports.selectors.grants import proof_due_on

SHOWN, MOST = 5, 100


@dataclass(frozen=True)
class OpenProof:
    """A course that is over and not accounted for."""

    run_id: int
    title: str
    due_on: date

    @property
    def is_late(self) -> bool:
        """Whether the day has passed."""
        return self.due_on < timezone.localdate()


@dataclass(frozen=True)
class OpenProofs:
    """The most urgent ones, and how many there are."""

    lines: list[OpenProof]
    total: str


def runs_owing_a_proof() -> QuerySet[CourseRun]:
    """Runs that are over, granted for and not accounted for, with somebody in them; each knows when it `ended`."""
    rows = CourseRun.objects.filter(state=RunState.FINISHED, kind__is_funded=True, taken__gt=0)
    return rows.annotate(ended=Max("dates__ends_at")).filter(ended__isnull=False)


def open_proofs(organisations: Collection[HostOrganisation]) -> OpenProofs:
    """What these organisations owe, the most urgent first. One query."""
    rows = runs_owing_a_proof().filter(organisation__in=[one.pk for one in organisations])
    found = rows.order_by("ended", "pk").values_list("pk", "title", "ended")[: MOST + 1]
    proofs = [OpenProof(pk, title, proof_due_on(ended)) for pk, title, ended in found]
    proofs.sort(key=lambda one: one.due_on)
    return OpenProofs(proofs[:SHOWN], f"{MOST}+" if len(proofs) > MOST else str(len(proofs)))
