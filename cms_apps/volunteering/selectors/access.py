"""Who looked at a person's data: as the person may read it, and whose contact data a reader has opened."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat, Replace
from django.utils import timezone

from cms_apps.organisations.selectors import Person
from cms_apps.parameters.selectors import number
from cms_apps.privacy.models import AccessRecord, Looked

MOST_SHOWN = 20


@dataclass(frozen=True)
class Accesses:
    """The newest of all accesses, without the names of the staff, and how many there are."""

    newest: list[AccessRecord]
    count: int


def accesses_to(subjects: Collection[str]) -> Accesses:
    """What is written down about a person who is known by these keys; two queries."""
    rows = AccessRecord.objects.filter(object_key__in=subjects)
    return Accesses(list(rows.order_by("-pk")[:MOST_SHOWN]), rows.count())


def application_contact_opened(user: Person) -> Exists:
    """Whether this very reader opened the contact data of the application in the last `contact.open_hours`."""
    # The key is a text with hyphens in PostgreSQL's eyes and one without in SQLite's.
    bare = Replace(Cast(OuterRef("key"), CharField()), Value("-"), Value(""))
    opened = _opened_by(user).annotate(bare=Replace("object_key", Value("-"), Value("")))
    return Exists(opened.filter(bare=_key("application", bare)))


def volunteer_contact_opened(user: Person) -> Exists:
    """The same of a volunteer."""
    key = _key("volunteer", Cast(OuterRef("pk"), CharField()))
    return Exists(_opened_by(user).filter(object_key=key))


def _opened_by(user: Person) -> QuerySet[AccessRecord]:
    since = timezone.now() - timedelta(hours=number("contact.open_hours"))
    return AccessRecord.objects.filter(user=user.pk, what=Looked.CONTACT, at__gt=since)


def _key(kind: str, value: Combinable) -> Concat:
    return Concat(Value(f"{kind}:"), value, output_field=CharField())
