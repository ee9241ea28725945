"""Who acts: staff, an applicant by link, or the system itself."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser


class ActorKind(StrEnum):
    STAFF = "staff"
    APPLICANT = "applicant"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """The one who performs a verb; `label` is what history shows, so it never holds an applicant's name."""

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
        return cls(ActorKind.APPLICANT, None, str(_("Bewerber*in")))

    @classmethod
    def system(cls) -> "Actor":
        """The worker, by the clock."""
        return cls(ActorKind.SYSTEM, None, str(_("System")))
