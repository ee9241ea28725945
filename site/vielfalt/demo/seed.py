"""Applications for load tests: as many as wanted, like real ones, with all that the desk's verbs need.

Unlike the demo's they do not pass through the services, which would take days. They owe no mail and hold no link; a
person's lost link is made anew when it is asked for.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import cycle, islice
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cms_apps.foundation.likeness import sound_key
from cms_apps.foundation.numbers import ALL_NUMBERS, spelled
from cms_apps.foundation.sorting import sort_key
from cms_apps.foundation.statistics import refresh_statistics
from cms_apps.organisations.models import HostOrganisation, Membership
from cms_apps.parameters.selectors import number
from cms_apps.parameters.working_days import add_working_days
from cms_apps.places.models import PostalArea
from cms_apps.volunteering.enums import ApplicationState, ConsentPurpose
from cms_apps.volunteering.models import Application, ApplicationHistory, ApplicationLanguage, Consent
from cms_apps.volunteering.services.consent_texts import TEXT_VERSIONS
from cms_apps.volunteers.enums import VolunteerState
from cms_apps.volunteers.models import Volunteer, VolunteerHistory
from cms_apps.workflow.actors import Actor
from vielfalt.demo.bulk import Table
from vielfalt.demo.seed_cases import Case, Dice, Step

BATCH = 5_000
MAILBOXES = "@seed.example"
# Has no divisor in common with 24 ** 6, so no two keys share a number; near its golden section, so that the numbers
# of neighbours look nothing alike.
_STRIDE = 118_108_187

_HISTORY = (
    "subject_id", "transition", "source", "target", "actor_kind", "actor_id", "actor_label", "reason_code", "at",
)  # fmt: skip
APPLICATIONS = Table(Application, (
    "id", "key", "number", "draft_key", "state", "state_since", "organisation_id", "place_typed", "municipality_id",
    "slots", "hours", "topics", "motivation", "first_name", "last_name", "name_key", "last_name_key", "sound_key", "email", "submitted_at", "confirmed_at",
    "promised_on", "volunteer_id",
))  # fmt: skip
APPLICATION_HISTORY = Table(ApplicationHistory, _HISTORY)
LANGUAGES = Table(ApplicationLanguage, ("application_id", "code", "level"))
CONSENTS = Table(Consent, ("application_id", "purpose", "text_version", "given_at"))
VOLUNTEERS = Table(
    Volunteer,
    ("id", "organisation_id", "first_name", "last_name", "email", "state_since", "created_at", "sort_key"),
)
VOLUNTEER_HISTORY = Table(VolunteerHistory, _HISTORY)
TABLES = (VOLUNTEERS, VOLUNTEER_HISTORY, APPLICATIONS, APPLICATION_HISTORY, LANGUAGES, CONSENTS)

Row = Sequence[Any]


@dataclass(frozen=True)
class Host:
    """An organisation with its places (postal code, municipality) in turn, and who decides there."""

    pk: int
    places: Iterator[tuple[str, int | None]]
    staff: Actor


@dataclass(frozen=True)
class Entry:
    """A drawn case with its key, its organisation and, when accepted, its volunteer's key."""

    key: int
    case: Case
    host: Host
    volunteer: int | None

    @property
    def email(self) -> str:
        """A mailbox that nobody has."""
        return f"p{self.key}{MAILBOXES}"


def seed_applications(
    count: int, hosts: Sequence[HostOrganisation], progress: Callable[[int], object]
) -> None:
    """Add `count` applications: half of them at the first of `hosts`, the others in turn at the rest.

    Each batch is one transaction, so that an interrupted call leaves whole applications. `progress` is told how
    many are written.
    """
    dice, turn, taken = Dice(timezone.now()), _in_turn([_host(host) for host in hosts]), _numbers_of_others()
    written = 0
    while written < count:
        cases = [dice.case() for _ in range(min(BATCH, count - written))]
        with transaction.atomic():
            keys = [key for key in APPLICATIONS.reserve_keys(len(cases)) if _number(key) not in taken]
            _write(_entries(keys, cases, turn))
        written += len(keys)
        progress(written)
    refresh_statistics(*(table.model for table in TABLES))


def _in_turn(hosts: list[Host]) -> Iterator[Host]:
    first, *others = hosts
    rest = cycle(others or [first])
    while True:
        yield first
        yield next(rest)


def _host(organisation: HostOrganisation) -> Host:
    areas = organisation.served_areas
    served = Q(municipality__in=areas.values("municipality")) | Q(
        municipality__district__in=areas.values("district")
    )
    places = list(PostalArea.objects.filter(served).values_list("code", "municipality")[:100])
    member = Membership.objects.filter(organisation=organisation, active=True).select_related("user").first()
    staff = Actor.staff(member.user) if member else Actor.system()
    return Host(organisation.pk, cycle(places or [("00000", None)]), staff)


def _numbers_of_others() -> set[str]:
    """Numbers that the sign-up gave out by chance; seeded ones follow from their keys."""
    return set(Application.objects.exclude(email__endswith=MAILBOXES).values_list("number", flat=True))


def _number(key: int) -> str:
    return spelled(key * _STRIDE % ALL_NUMBERS)


def _entries(keys: list[int], cases: list[Case], turn: Iterator[Host]) -> list[Entry]:
    accepted = sum(case.state == ApplicationState.ACCEPTED for case in cases)
    volunteers = iter(VOLUNTEERS.reserve_keys(accepted))
    return [
        Entry(key, case, host, next(volunteers) if case.state == ApplicationState.ACCEPTED else None)
        for key, case, host in zip(keys, cases, islice(turn, len(keys)), strict=False)
    ]


def _write(entries: list[Entry]) -> None:
    welcomed = [entry for entry in entries if entry.volunteer is not None]
    VOLUNTEERS.write([_volunteer(entry) for entry in welcomed])
    VOLUNTEER_HISTORY.write([_welcome(entry) for entry in welcomed])
    APPLICATIONS.write([_application(entry) for entry in entries])
    APPLICATION_HISTORY.write([_step(entry, step) for entry in entries for step in entry.case.steps])
    LANGUAGES.write([(entry.key, *skill) for entry in entries for skill in entry.case.languages])
    CONSENTS.write([_consent(entry) for entry in entries])


def _application(entry: Entry) -> Row:
    case = entry.case
    code, municipality = next(entry.host.places)
    promised = _promised(timezone.localdate(case.confirmed_at)) if case.confirmed_at else None
    return (
        entry.key, uuid4(), _number(entry.key), uuid4(), case.state.value, case.steps[-1].at, entry.host.pk, code,
        municipality, case.slots, case.hours, case.topics, case.motivation, case.first_name, case.last_name,
        *_keys(case.first_name, case.last_name),
        entry.email, case.submitted_at, case.confirmed_at, promised, entry.volunteer,
    )  # fmt: skip


def _keys(first_name: str, last_name: str) -> Row:
    """What `NameKeyField` and `SoundKeyField` write when a row is saved one by one."""
    forth, back = sort_key(f"{first_name} {last_name}"), sort_key(f"{last_name} {first_name}")
    return forth, back, sound_key(first_name, last_name)


def _step(entry: Entry, step: Step) -> Row:
    actor = entry.host.staff if step.by_staff else Actor.applicant()
    reason = entry.case.reason if step.transition == "decline" else ""
    return _history(entry.key, step, actor, reason)


def _history(subject: int, step: Step, actor: Actor, reason: str = "") -> Row:
    user = actor.user.pk if actor.user else None
    return (
        subject, step.transition, step.source, step.target, actor.kind.value, user, actor.label, reason, step.at,
    )  # fmt: skip


def _volunteer(entry: Entry) -> Row:
    case, at = entry.case, entry.case.steps[-1].at
    key = sort_key(f"{case.last_name} {case.first_name}")
    return (entry.volunteer, entry.host.pk, case.first_name, case.last_name, entry.email, at, at, key)


def _welcome(entry: Entry) -> Row:
    step = Step("created", "", VolunteerState.PREPARING.value, by_staff=True, at=entry.case.steps[-1].at)
    return _history(entry.volunteer or 0, step, entry.host.staff)


def _consent(entry: Entry) -> Row:
    return (
        entry.key,
        ConsentPurpose.PRIVACY_NOTICE.value,
        TEXT_VERSIONS[ConsentPurpose.PRIVACY_NOTICE],
        entry.case.submitted_at,
    )


@lru_cache(maxsize=4000)
def _promised(confirmed_on: date) -> date:
    return add_working_days(confirmed_on, number("answer.working_days"))
