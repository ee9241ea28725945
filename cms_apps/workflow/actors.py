"""Who acts: staff, an applicant or a parent by link, or the system itself."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


class ActorKind(StrEnum):
    STAFF = "staff"
    APPLICANT = "applicant"
    PARENT = "parent"
    SYSTEM = "system"


# Not stored as words: who reads the history may read another language than who made it.
KIND_LABELS: dict[str, Any] = {
    ActorKind.APPLICANT: _("Bewerber*in"),
    ActorKind.PARENT: _("Eltern"),
    ActorKind.SYSTEM: _("System"),
}


@dataclass(frozen=True)
class Actor:
    """The one who performs a verb; `label` is the name of staff that history shows; it never holds an applicant's."""

    kind: ActorKind
    user: "AbstractUser | None" = None
    label: str = ""

    @classmethod
    def staff(cls, user: "AbstractUser") -> "Actor":
        """A signed-in member of a host organisation or of the centre."""
        return cls(ActorKind.STAFF, user, user.get_full_name() or user.get_username())

    @classmethod
    def applicant(cls) -> "Actor":
        """The person behind a secret link."""
        return cls(ActorKind.APPLICANT)

    @classmethod
    def parent(cls) -> "Actor":
        """The parent of an applicant under age, behind a link of their own."""
        return cls(ActorKind.PARENT)

    @classmethod
    def system(cls) -> "Actor":
        """The worker, by the clock."""
        return cls(ActorKind.SYSTEM)
