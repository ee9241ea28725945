"""What somebody looks for in the queue, as data; and what there is to choose from."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone

from cms_apps.foundation.sorting import sort_key
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import Person
from cms_apps.parameters.languages import OTHER, language_name
from cms_apps.volunteering.enums import DECIDED_STATES, DESK_STATES, KEPT_STATES, ApplicationState
from cms_apps.volunteering.models import ApplicationLanguage, Message
from cms_apps.volunteering.models.application import ApplicationQuerySet
from cms_apps.volunteering.selectors.applications import applications_at

OVERDUE, NEWS = "overdue", "news"
MINE, NOBODY = "mine", "nobody"
_NUMBER = re.compile(r"\s*([A-Za-z0-9]{3})[-\s]?([A-Za-z0-9]{3})\s*")
CACHE_SECONDS = 60
Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Wanted:
    """Each field narrows the queue, an empty one does not; `state` may be OVERDUE or NEWS, `assigned` MINE or NOBODY."""

    words: str = ""
    state: str = ""
    language: str = ""
    place: int | None = None
    run: int | None = None
    assigned: str = ""

    def __bool__(self) -> bool:
        return self != Wanted()

    @property
    def number(self) -> str:
        """The words as an application's number, if they can be one."""
        found = _NUMBER.fullmatch(self.words)
        return f"{found[1]}-{found[2]}".upper() if found else ""

    @property
    def shelf(self) -> str:
        """Where the wanted state stands: `open`, `decided`, `kept`, `all`; empty where every shelf may have it."""
        if self.words or self.state == NEWS:
            return "all"
        if self.state in DECIDED_STATES:
            return "decided"
        if self.state in KEPT_STATES:
            return "kept"
        return "open" if self.state else ""


PRESETS = {
    "neu": Wanted(state=ApplicationState.RECEIVED),
    "pruefung": Wanted(state=ApplicationState.IN_REVIEW),
    "ueberfaellig": Wanted(state=OVERDUE),
    "nachrichten": Wanted(state=NEWS),
    "meine": Wanted(assigned=MINE),
}


def narrowed(rows: ApplicationQuerySet, wanted: Wanted, user: Person | None) -> ApplicationQuerySet:
    """The rows that are wanted; MINE are those of `user`."""
    conditions = [_words(rows, wanted), _state(wanted.state), _assigned(wanted.assigned, user)]
    if wanted.place:
        conditions.append(Q(municipality=wanted.place))
    if wanted.run:
        conditions.append(Q(wished_run=wanted.run))
    if wanted.language:
        spoken = ApplicationLanguage.objects.filter(application=OuterRef("pk"), code=wanted.language)
        conditions.append(Q(Exists(spoken)))
    return rows.filter(*(one for one in conditions if one))


def is_late() -> Q:
    """What was promised for a day that is over, and stands still for no question."""
    return Q(promised_on__lt=timezone.localdate(), clock_stopped_on=None)


def has_news() -> Q:
    """Something that the person wrote and the team has not marked as read."""
    return Q(Exists(Message.objects.filter(application=OuterRef("pk"), from_team=False, read_at=None)))


def choices_for(organisations: Collection[HostOrganisation]) -> dict[str, Choices]:
    """The languages, places and courses that occur at these organisations' desks; kept for a minute."""
    key = f"desk.choices:{','.join(str(one.pk) for one in organisations)}"
    found: dict[str, Choices] | None = cache.get(key)
    if found is None:
        found = _choices(organisations)
        cache.set(key, found, CACHE_SECONDS)
    languages = ((code, language_name(code)) for code, _empty in found["languages"] if code != OTHER)
    return {**found, "languages": sorted(languages, key=lambda one: sort_key(one[1]))}


def _choices(organisations: Collection[HostOrganisation]) -> dict[str, Choices]:
    """In one query."""
    theirs = applications_at(organisations).arrived().filter(state__in=DESK_STATES).order_by()
    spoken = ApplicationLanguage.objects.filter(application__in=theirs.values("pk")).order_by()
    rows = _choice(theirs.exclude(municipality=None), "places", "municipality", "municipality__name").union(
        _choice(theirs.exclude(wished_run=None), "runs", "wished_run", "wished_run__title"),
        _choice(spoken, "languages", "code", "code"),
    )
    found: dict[str, Choices] = {"languages": [], "places": [], "runs": []}
    for kind, value, name in rows:
        found[kind].append((value, name))
    return {kind: sorted(some, key=lambda one: sort_key(one[1])) for kind, some in found.items()}


def _choice(rows: QuerySet[Any], kind: str, value: str, name: str) -> QuerySet[Any]:
    as_text = Cast(value, CharField())
    return rows.values_list(Value(kind, CharField()), as_text, Cast(name, CharField()))


def _words(rows: ApplicationQuerySet, wanted: Wanted) -> Q:
    key = sort_key(wanted.words)
    if not key:
        return Q(pk=None) if wanted.words else Q()
    ways = [{"name_key__prefix": key}, {"last_name_key__prefix": key}]
    ways += [{"number": wanted.number}] if wanted.number else []
    # As a union and not as OR: so each way reads its own index, whatever the planner thinks of the others.
    first, *others = (rows.filter(**way).order_by().values("pk") for way in ways)
    return Q(pk__in=first.union(*others))


def _state(state: str) -> Q:
    if state == OVERDUE:
        return is_late()
    if state == NEWS:
        return has_news()
    return Q(state=state) if state else Q()


def _assigned(assigned: str, user: Person | None) -> Q:
    if assigned == MINE:
        return Q(assigned_to=user.pk if user else None)
    return Q(assigned_to=None) if assigned == NOBODY else Q()
