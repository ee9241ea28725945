"""What somebody wants of a run, handed from the form to the service."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from cms_apps.courses.enums import Procedure


@dataclass(frozen=True)
class DatePlan:
    """One date as it shall be; `pk` is that of the row it changes, none for a new one.

    Its edges are kept in UTC: how long it is and whether it was moved is a matter of real time. On the clock on the wall
    02:30 to 03:30 looks like one hour and is two in the night in which the clocks go back.
    """

    starts_at: datetime
    ends_at: datetime
    teaching_units: int
    module_id: int | None = None
    topic: str = ""
    place_line: str = ""
    pk: int | None = None

    def __post_init__(self) -> None:
        """Leave the clock on the wall."""
        for edge in ("starts_at", "ends_at"):
            object.__setattr__(self, edge, getattr(self, edge).astimezone(UTC))


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
    procedure: str = Procedure.FIRST_COME


@dataclass(frozen=True)
class QuotaPlan:
    """So many seats for one organisation, until a day or for good."""

    organisation_id: int
    seats: int
    until: date | None = None


# What a plan says of the run itself, but for `capacity`: that has a verb of its own.
OWN_WORDS = (
    "kind_id", "title", "mode", "minimum", "closes_on", "place_line", "online_url", "languages", "speakers", "note",
    "procedure",
)  # fmt: skip
