"""What an invented application is like: drawn by chance in the proportions of a busy Träger."""

import csv
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from cms_apps.parameters.languages import LANGUAGES
from cms_apps.volunteering.enums import (
    ApplicationState,
    DeclineReason,
    HoursPerWeek,
    Level,
    Slot,
    Topic,
)
from vielfalt.demo.organisations import FOLDER

State = ApplicationState
# Share in percent, and how many days ago such a one was sent at most (the clock deletes what is older).
MIX = {
    State.RECEIVED: (25, 25),
    State.IN_REVIEW: (15, 25),
    State.ACCEPTED: (35, 1000),
    State.DECLINED: (15, 170),
    State.WITHDRAWN: (5, 25),
    State.UNCONFIRMED: (5, 6),
}
# How a state is reached after "created": transition, source, target, whether staff did it.
WAY = {
    "confirm": ("confirm", State.UNCONFIRMED, State.RECEIVED, False),
    "review": ("take_into_review", State.RECEIVED, State.IN_REVIEW, True),
    "accept": ("accept", State.IN_REVIEW, State.ACCEPTED, True),
    "decline": ("decline", State.IN_REVIEW, State.DECLINED, True),
    "withdraw": ("withdraw", State.RECEIVED, State.WITHDRAWN, False),
}
STEPS = {
    State.UNCONFIRMED: (),
    State.RECEIVED: ("confirm",),
    State.IN_REVIEW: ("confirm", "review"),
    State.ACCEPTED: ("confirm", "review", "accept"),
    State.DECLINED: ("confirm", "review", "decline"),
    State.WITHDRAWN: ("confirm", "withdraw"),
}


@dataclass(frozen=True)
class Step:
    """One row of history."""

    transition: str
    source: str
    target: str
    by_staff: bool
    at: datetime


@dataclass(frozen=True)
class Case:
    """Everything about one application but who gets it."""

    state: State
    steps: tuple[Step, ...]
    first_name: str
    last_name: str
    motivation: str
    languages: tuple[tuple[str, str], ...]
    slots: list[str]
    hours: str
    topics: list[str]
    reason: str

    @property
    def submitted_at(self) -> datetime:
        """When it was sent."""
        return self.steps[0].at

    @property
    def confirmed_at(self) -> datetime | None:
        """When the address was confirmed."""
        return self.steps[1].at if len(self.steps) > 1 else None


class Dice:
    """Draws cases; the words come from the demo's own applications, put together anew."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._random = random.Random()  # noqa: S311 -- sample data
        self._states = list(MIX)
        self._weights = [share for share, _days in MIX.values()]
        with (FOLDER / "applications.csv").open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        self._first, self._last, self._why = (
            [row[name] for row in rows] for name in ("first", "last", "why")
        )

    @cached_property
    def _other_languages(self) -> list[str]:
        return [code for code in LANGUAGES if code not in {"de", "other"}]

    def case(self) -> Case:
        """One more."""
        pick = self._random.choice
        state = self._random.choices(self._states, self._weights)[0]
        return Case(
            state=state,
            steps=self._steps(state),
            first_name=pick(self._first),
            last_name=pick(self._last),
            motivation=pick(self._why),
            languages=self._languages(),
            slots=self._random.sample(Slot.values, self._random.randint(1, 3)),
            hours=pick(HoursPerWeek.values),
            topics=self._random.sample(Topic.values, self._random.randint(1, 3)),
            reason=pick(DeclineReason.values) if state == State.DECLINED else "",
        )

    def _steps(self, state: State) -> tuple[Step, ...]:
        _share, most_days = MIX[state]
        names = STEPS[state]
        at = self.now - timedelta(seconds=self._random.uniform(3600, most_days * 86_400))
        steps = [Step("created", "", State.UNCONFIRMED, by_staff=False, at=at)]
        for name in names:
            # Never after now: each step uses up at most its share of the time that is left.
            at += min(timedelta(days=3), (self.now - at) / len(names)) * self._random.random()
            transition, source, target, by_staff = WAY[name]
            steps.append(Step(transition, source, target, by_staff, at))
        return tuple(steps)

    def _languages(self) -> tuple[tuple[str, str], ...]:
        codes = self._random.sample(self._other_languages, self._random.randint(1, 2))
        if self._random.random() < 0.5:  # noqa: PLR2004 -- every second one names German, too
            codes.append("de")
        return tuple((code, self._random.choice(Level.values)) for code in codes)
