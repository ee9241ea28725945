"""What somebody notes about the people of a course, handed from the form to the service."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Note:
    """That somebody attended so many UE of a date; `seen` is the version of the row that was on the page, 0 for none."""

    enrolment_id: int
    units: int
    seen: int = 0
