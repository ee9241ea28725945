"""What forms hand to services."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Wish:
    """What somebody who seeks accompaniment has filled in."""

    name: str
    email: str
    phone: str
    languages: tuple[str, ...]
    place: str
    wanted: str
    topic: str
    for_other: bool
    language: str  # of the form, and so of the mails
    key: UUID  # of the page that was filled in: sent twice it is one wish
