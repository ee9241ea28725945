"""Applications that may be of the same person, inside one organisation only."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, Value
from django.db.models.functions import Upper

from cms_apps.foundation.likeness import may_be_same_name, sound_key
from cms_apps.volunteering.enums import DESK_STATES, ApplicationState
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.models.application import ApplicationQuerySet

MOST_SHOWN = 5
MOST_COMPARED = 200
ALIKE_STATES = sorted(DESK_STATES - {ApplicationState.MERGED})


@dataclass(frozen=True)
class Likeness:
    """What of somebody is compared."""

    first_name: str
    last_name: str
    email: str = ""
    birth_year: int | None = None

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def sound(self) -> str:
        """As `Application.sound_key`."""
        return sound_key(self.first_name, self.last_name)

    def means(self, other: Application) -> bool:
        """Whether the other may be the same: by the mailbox, or by a similar name unless the years differ."""
        if self.email and self.email.casefold() == other.email.casefold():
            return True
        if self.birth_year and other.birth_year and self.birth_year != other.birth_year:
            return False
        same_sound = self.sound == other.sound_key
        return may_be_same_name(self.full_name, other.full_name, same_sound=same_sound)


def possible_duplicates(application: Application) -> list[Application]:
    """Others at the same organisation that may be of the same person, newest first; one query."""
    if application.state == ApplicationState.MERGED:
        return []
    who = Likeness(application.first_name, application.last_name, application.email, application.birth_year)
    rows = _others(application.organisation_id).exclude(pk=application.pk).filter(_near([who]))
    found = [one for one in rows.order_by("-pk")[:MOST_COMPARED] if who.means(one)]
    return found[:MOST_SHOWN]


def known_likenesses(organisation: int, people: Iterable[Likeness]) -> dict[Likeness, str]:
    """For each of these people who may have applied already the number of that application; one query for 50."""
    found: dict[Likeness, str] = {}
    everybody = list(dict.fromkeys(people))
    for start in range(0, len(everybody), 50):
        some = everybody[start : start + 50]
        rows = list(_others(organisation).filter(_near(some)).order_by("pk"))
        found |= {who: one.number for who in some for one in rows if who.means(one)}
    return found


def _others(organisation: int) -> ApplicationQuerySet:
    rows = Application.objects.arrived().filter(organisation=organisation, state__in=ALIKE_STATES)
    return rows.alias(mailbox=Upper("email")).only(
        "number", "first_name", "last_name", "sound_key", "email", "birth_year", "state", "submitted_at"
    )


def _near(people: list[Likeness]) -> Q:
    """Narrow by what has an index; `Likeness.means` decides."""
    near = Q(sound_key__in={who.sound for who in people})
    for who in people:
        if who.email:
            near |= Q(mailbox=Upper(Value(who.email)))
        if who.birth_year:
            # A slip in a consonant changes the sound; with the same year its beginning is enough.
            near |= Q(birth_year=who.birth_year, sound_key__startswith=who.sound[:1])
    return near
