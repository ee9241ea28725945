"""What stands beside one application: notes, and what is planned for it."""

import uuid
from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from cms_apps.organisations.selectors import Person, organisations_of
from cms_apps.parameters.selectors import number
from cms_apps.volunteering.models import (
    Application,
    ApplicationHistory,
    Correction,
    ErasureRequest,
    ForwardProposal,
    Note,
    PlannedDecision,
)
from cms_apps.volunteering.selectors.access import application_contact_opened
from cms_apps.volunteering.selectors.applications import applications_visible_to

SHOWN = ("organisation", "municipality", "wished_run", "volunteer", "merged_into", "assigned_to")


def application_at_desk(user: Person, number: str) -> Application | None:
    """One application as its page shows it, through the eyes of this person.

    It knows whether the rarer things are there at all (`was_planned`, `was_proposed`, `was_corrected`, …), so that
    the page asks for them only then.
    """
    own = OuterRef("pk")
    rows = applications_visible_to(user).annotate(  # type: ignore[no-redef]
        was_planned=Exists(PlannedDecision.objects.filter(application=own)),
        was_corrected=Exists(Correction.objects.filter(application=own)),
        was_proposed=Exists(ForwardProposal.objects.filter(application=own)),
        erasure_was_asked=Exists(ErasureRequest.objects.filter(application=own)),
        contact_opened=application_contact_opened(user),
    )
    return rows.select_related(*SHOWN).filter(number=number).first()


def is_correctable(note: Note, user: Person) -> bool:
    """Whether this person wrote the note and may still correct it."""
    return note.author_id == user.pk and note.at > _correctable_since()


def correctable_notes(application: Application, user: Person | None) -> QuerySet[Note]:
    """The notes that this person wrote and may still correct (parameter `note.minutes`)."""
    own = application.notes.filter(author=user.pk if user else None, author__isnull=False)
    return own.filter(at__gt=_correctable_since())


def selected_applications(user: Person, numbers: Collection[str]) -> list[Application]:
    """Those of these numbers that are at this person's desk, each with `seen`, the id of its last row of history.

    `is_planned` says that a decision waits that can still be recalled.
    """
    last = ApplicationHistory.objects.filter(subject=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    planned = Exists(PlannedDecision.objects.filter(application=OuterRef("pk"), done_at=None))
    rows = applications_visible_to(user).filter(number__in=list(numbers))
    rows = rows.annotate(seen=Subquery(last), is_planned=planned)
    return list(rows.select_related("organisation", "municipality").order_by("last_name_key", "pk"))


def open_plan(application: Application) -> PlannedDecision | None:
    """What waits to be carried out, else what could not be; the newest. Asked of `application_at_desk`."""
    if not application.was_planned:  # type: ignore[attr-defined]
        return None
    rows = application.planned.filter(Q(done_at=None) | ~Q(problem="")).select_related("author")
    return rows.order_by("-pk").first()


def proposal_of(application: Application) -> ForwardProposal | None:
    """The newest proposal to pass an application on, open or ended, with its target."""
    return application.proposals.select_related("target").last()


def planned_visible_to(user: Person) -> QuerySet[PlannedDecision]:
    """What is, or was, planned at the organisations for which this person works."""
    return PlannedDecision.objects.filter(application__organisation__in=organisations_of(user))


def planned_batch(user: Person, batch: uuid.UUID) -> list[PlannedDecision]:
    """What was planned together, with its applications; what was recalled is gone."""
    rows = planned_visible_to(user).filter(batch=batch)
    return list(rows.select_related("application__municipality", "application__organisation", "author"))


def _correctable_since() -> datetime:
    return timezone.now() - timedelta(minutes=number("note.minutes"))
