"""Which municipality a place of a file belongs to on a day: parts of towns, mergers, moves to another district."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

CHANGES = Path(__file__).with_name("changes.csv")


class Place(NamedTuple):
    """A name in a district (five-digit AGS)."""

    ags: str
    name: str


@dataclass(frozen=True)
class Change:
    """What a place is called, or where it lies, from a day on."""

    becomes: Place
    valid_from: date
    note: str


@lru_cache
def known_changes() -> dict[Place, Change]:
    """What no rule can know; facts with their day, in `changes.csv`."""
    with CHANGES.open(encoding="utf-8", newline="") as lines:
        return {
            Place(row["ags"], row["place"]): Change(
                Place(row["new_ags"], row["new_place"]), date.fromisoformat(row["valid_from"]), row["note"]
            )
            for row in csv.DictReader(lines)
        }


def is_town_of_its_own(ags: str) -> bool:
    """Whether this district is a kreisfreie Stadt: the fourth digit of its key is 1."""
    return ags[3] == "1"


class Gazetteer:
    """Finds the municipality of a place among all names that are `known`; `towns` names the kreisfreie Städte."""

    def __init__(self, known: Iterable[Place], towns: Mapping[str, str], on: date) -> None:
        self._names: dict[str, set[str]] = {}
        for place in known:
            self._names.setdefault(place.ags, set()).add(place.name)
        self._towns, self._on = towns, on

    def municipality_of(self, place: Place) -> tuple[Place, str]:
        """Return the municipality, and why it is not simply the place (empty when it is)."""
        change = known_changes().get(place)
        if change is not None and change.valid_from <= self._on:
            found, _why = self.municipality_of(change.becomes)
            return found, change.note
        town = self._towns.get(place.ags, place.name)
        if is_town_of_its_own(place.ags) and place.name != town:
            return Place(place.ags, town), f"gehört zu {town}"
        whole = self._whole(place)
        if whole is None:
            return place, ""
        found, _why = self.municipality_of(whole)
        return found, f"ist ein Teil von {found.name}"

    def _whole(self, place: Place) -> Place | None:
        """The town whose name this one begins with: „Braunfels Bonbaden“, not „Rüdesheim am Rhein“ or „Wetter (Ruhr)“."""
        for name in sorted(self._names.get(place.ags, ()), key=len):
            part = place.name.removeprefix(f"{name} ")
            if part != place.name and part[0].isupper():
                return Place(place.ags, name)
        return None
