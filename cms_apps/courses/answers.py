"""What somebody wants of a run, handed from the form to the service."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class DatePlan:
    """One date as it shall be; `pk` is that of the row it changes, none for a new one."""

    starts_at: datetime
    ends_at: datetime
    teaching_units: int
    module_id: int | None = None
    topic: str = ""
    place_line: str = ""
    pk: int | None = None


@dataclass(frozen=True)
class RunPlan:
    """A run as it shall be, with all its dates."""

    kind_id: int
    title: str
    mode: str
    capacity: int
    dates: tuple[DatePlan, ...]
    minimum: int = 0
    closes_on: date | None = None
    place_line: str = ""
    online_url: str = ""
    languages: str = "Deutsch"
    speakers: str = ""
    note: str = ""


# What a plan says of the run itself, but for `capacity`: that has a verb of its own.
OWN_WORDS = (
    "kind_id", "title", "mode", "minimum", "closes_on", "place_line", "online_url", "languages", "speakers", "note",
)  # fmt: skip
