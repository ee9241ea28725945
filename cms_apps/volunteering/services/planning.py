"""Several decisions at once: planned, recallable for a while, then carried out by the worker, each on its own."""

import contextlib
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext

from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import Handler
from cms_apps.outbox.services import queue
from cms_apps.parameters.selectors import number
from cms_apps.volunteering.enums import PlannedProblem, PlannedVerb
from cms_apps.volunteering.errors import DecisionPlanned, TooLate
from cms_apps.volunteering.models import Application, PlannedDecision
from cms_apps.volunteering.policies import is_coordinator
from cms_apps.volunteering.services.decisions import decline
from cms_apps.volunteering.services.questions import remind
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, StaleState, TransitionError
from cms_apps.workflow.machine import available, last_history_id

PLANNED = "volunteering.planned"


@dataclass(frozen=True)
class Plan:
    """What is planned for one application; `expected` is the last row of its history that the person saw."""

    application: Application
    expected: int
    reason: str = ""
    message: str = ""


def recall_time() -> timedelta:
    """For how long a planned decision can be recalled."""
    return timedelta(seconds=number("recall.seconds"))


def sorted_out(
    verb: str, applications: Iterable[Application], *, actor: Actor
) -> tuple[list[Application], list[tuple[Application, str]]]:
    """For whom `verb` can be planned now, and for whom not, with the reason.

    As they come from `selected_applications`. Asks the machine once for all of one organisation and state.
    """
    verbs: dict[tuple[int, str], list[str]] = {}
    possible, left_out = [], []
    for one in applications:
        key = (one.organisation_id, one.state)
        verbs[key] = verbs[key] if key in verbs else available(APPLICATION, one, actor)
        why = _why_not(one, allowed=verb in verbs[key])
        if not why and one.is_planned:  # type: ignore[attr-defined]
            why = str(DecisionPlanned.message)
        if why:
            left_out.append((one, why))
        else:
            possible.append(one)
    return possible, left_out


def _why_not(application: Application, *, allowed: bool) -> str:
    if not allowed:
        return gettext("Stand: %(state)s") % {"state": application.state_label}
    return "" if application.has_email else gettext("ohne E-Mail-Adresse: bitte einzeln")


@transaction.atomic
def plan(verb: str, plans: Iterable[Plan], *, actor: Actor) -> tuple[uuid.UUID | None, list[Application]]:
    """Plan `verb` for each; returns the batch (None without any), and for whom it is not, or no more, possible.

    Each is carried out by the worker after `recall.seconds`, unless somebody recalls it.
    """
    if actor.user is None:
        raise NotPermitted
    batch, left_out, planned = uuid.uuid4(), [], 0
    due_at = timezone.now() + recall_time()
    for one in plans:
        allowed = verb in available(APPLICATION, one.application, actor)
        possible = not _why_not(one.application, allowed=allowed)
        fresh = possible and last_history_id(one.application) == one.expected
        row = _create(verb, one, actor.user.pk, batch=batch, due_at=due_at) if fresh else None
        if row is None:
            left_out.append(one.application)
            continue
        queue(PLANNED, payload={"planned": row.pk}, due_at=due_at)
        planned += 1
    return (batch if planned else None), left_out


def recall(planned: PlannedDecision, *, actor: Actor) -> None:
    """Take a planned decision back before it is carried out. Raises NotPermitted, and TooLate when it was."""
    if not is_coordinator(planned.application, actor):
        raise NotPermitted
    deleted, _by_model = PlannedDecision.objects.filter(pk=planned.pk, done_at=None).delete()
    if not deleted:
        raise TooLate


def recall_all(planned: Iterable[PlannedDecision], *, actor: Actor) -> int:
    """Take back what still waits of these; returns how many. Raises NotPermitted."""
    recalled = 0
    for one in planned:
        with contextlib.suppress(TooLate):
            recall(one, actor=actor)
            recalled += 1
    return recalled


@transaction.atomic
def carry_out(pk: int) -> None:
    """Do what was planned, once, as the one who planned it; what is not possible any more is marked and left.

    The conditional UPDATE is the lock: a recall, or a second worker, finds nothing to do.
    """
    if not PlannedDecision.objects.filter(pk=pk, done_at=None).update(done_at=timezone.now()):
        return
    planned = PlannedDecision.objects.select_related("application__organisation", "author").get(pk=pk)
    try:
        with transaction.atomic():
            VERBS[planned.verb](planned)
    except TransitionError as error:
        planned.problem = _PROBLEMS.get(type(error), PlannedProblem.REFUSED)
        planned.save(update_fields=["problem"])


def delete_old_planned() -> int:
    """Delete what was carried out longer than `planned.days` ago; returns how many."""
    end = timezone.now() - timedelta(days=number("planned.days"))
    deleted, _by_model = PlannedDecision.objects.filter(done_at__lt=end).delete()
    return deleted


def _create(
    verb: str, one: Plan, author: int, *, batch: uuid.UUID, due_at: datetime
) -> PlannedDecision | None:
    try:
        with transaction.atomic():
            return PlannedDecision.objects.create(
                application=one.application, batch=batch, verb=verb, author_id=author,
                reason=one.reason, message=one.message, expected=one.expected, due_at=due_at,
            )  # fmt: skip
    except IntegrityError:  # somebody else has planned something for it at this moment
        return None


def _decline(planned: PlannedDecision) -> None:
    decline(
        planned.application,
        actor=Actor.staff(planned.author),
        reason=planned.reason,
        message=planned.message,
        expected=planned.expected,
    )


def _remind(planned: PlannedDecision) -> None:
    remind(planned.application, actor=Actor.staff(planned.author), expected=planned.expected)


VERBS: dict[str, Callable[[PlannedDecision], None]] = {
    PlannedVerb.DECLINE: _decline,
    PlannedVerb.REMIND: _remind,
}
_PROBLEMS = {StaleState: PlannedProblem.STALE, NotPermitted: PlannedProblem.NOT_PERMITTED}


def _still_planned(row: OutboxRow) -> bool:
    return PlannedDecision.objects.filter(pk=row.payload["planned"], done_at=None).exists()


planned_handler = Handler(
    render=lambda row: row.payload["planned"], deliver=carry_out, still_true=_still_planned
)
