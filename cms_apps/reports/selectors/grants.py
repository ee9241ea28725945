"""What the Land grants for a course at most: so much for each person and UE, for courses of a certain size."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils import timezone
from django.utils.translation import gettext as _

from cms_apps.courses.models import CourseRun
from cms_apps.foundation.days import months_later
from cms_apps.parameters.selectors import number, values


class Size(StrEnum):
    """How a course compares with the size that is granted for."""

    FITS = "fits"
    BELOW = "below"
    ABOVE = "above"


@dataclass(frozen=True)
class Grant:
    """The rule that holds on one day."""

    unit_cents: int
    least: int
    most: int

    def size(self, units: int) -> Size:
        """Whether a course of so many UE has the size that is granted for."""
        if units < self.least:
            return Size.BELOW
        return Size.ABOVE if units > self.most else Size.FITS

    def warning(self, units: int) -> str:
        """What to say about a course of so many UE; "" where it fits."""
        words = {"units": units, "least": self.least, "most": self.most}
        if self.size(units) == Size.BELOW:
            return (
                _("%(units)s UE sind zu wenig: Gefördert werden Kurse mit %(least)s bis %(most)s UE.") % words
            )
        if self.size(units) == Size.ABOVE:
            return (
                _("%(units)s UE sind zu viel: Gefördert werden Kurse mit %(least)s bis %(most)s UE.") % words
            )
        return ""


def grant_on(day: date) -> Grant:
    """The rule for courses that begin on a day."""
    found = values(on=day)
    unit_cents, least, most = (
        int(found[f"course_grant.{one}"]) for one in ("unit_cents", "least_units", "most_units")
    )
    return Grant(unit_cents, least, most)


def size_warning(run: CourseRun, *, begins: datetime | None, units: int) -> str:
    """What to say about the size of a run whose kind is granted for; "" where all is well, or there is no date yet."""
    if begins is None or not run.kind.is_funded:
        return ""
    return grant_on(timezone.localdate(begins)).warning(units)


def proof_due_on(ends: datetime) -> date:
    """Until when the proof of use (Verwendungsnachweis) of a run with this last date has to be there."""
    last = timezone.localdate(ends)
    return months_later(last, number("course_proof.months", on=last))
