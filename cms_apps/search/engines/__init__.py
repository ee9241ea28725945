"""Where tokens are looked up: the database always, Elasticsearch when its address is given.

Each engine answers `ranked(asked)`: the best documents that hold all tokens, as they stand in our table.
"""

from dataclasses import dataclass
from typing import NamedTuple

MOST = 1_000  # hits that are looked at, counted and listed


@dataclass(frozen=True)
class Asked:
    """What to look for."""

    tokens: tuple[str, ...]
    language: str
    kind: str = ""
    year: int | None = None


class Ranked(NamedTuple):
    """One document that holds all tokens, before anybody asked whether the public may see it."""

    pk: int
    kind: str
    object_id: int
    year: int | None


class Found(NamedTuple):
    """The best documents, at most `MOST`, and whether the engine has more."""

    best: list[Ranked]
    more: bool
