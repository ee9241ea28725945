"""Transitions as data, and `perform()` and `perform_all()`, the only writers of `state`."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted, ReasonMissing, StaleState

Permission = Callable[[Any, Actor], bool]
Guard = Callable[[Any, Actor], None]
CREATED = "created"


@dataclass(frozen=True)
class Transition:
    """One arrow: from `sources` to `target` by whom `permitted` allows, unless a guard raises `GuardFailed`."""

    name: str
    sources: frozenset[str]
    target: str
    permitted: Permission
    guards: tuple[Guard, ...] = ()
    reason_required: bool = False


@dataclass(frozen=True)
class Workflow:
    """A machine: refuses at import a state that is unknown or that no transition reaches.

    A subject begins in `initial`, or in one of `also_initial` when the verb that makes it says so.
    """

    name: str
    states: type[models.TextChoices]
    initial: str
    transitions: tuple[Transition, ...]
    also_initial: tuple[str, ...] = ()
    by_name: dict[str, Transition] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        names = [transition.name for transition in self.transitions]
        if len(names) != len(set(names)):
            raise ValueError(f"{self.name}: two transitions share a name")
        used = {*self.beginnings, *(s for t in self.transitions for s in (*t.sources, t.target))}
        if unknown := used - set(self.states.values):
            raise ValueError(f"{self.name}: unknown states {sorted(unknown)}")
        if unreached := set(self.states.values) - self._reachable():
            raise ValueError(f"{self.name}: unreachable states {sorted(unreached)}")
        object.__setattr__(self, "by_name", {t.name: t for t in self.transitions})

    @property
    def beginnings(self) -> list[str]:
        """The states in which a subject may begin."""
        return [str(self.initial), *(str(state) for state in self.also_initial)]

    def _reachable(self) -> set[str]:
        reached = set(self.beginnings)
        while new := {t.target for t in self.transitions if t.sources & reached} - reached:
            reached |= {str(state) for state in new}
        return reached

    def as_mermaid(self) -> str:
        """The machine as a Mermaid state diagram, for the docs."""
        lines = ["stateDiagram-v2", *(f"    [*] --> {state}" for state in self.beginnings)]
        lines += [f"    {s} --> {t.target}: {t.name}" for t in self.transitions for s in sorted(t.sources)]
        return "\n".join(lines) + "\n"


def begin(workflow: Workflow, subject: Any, *, actor: Actor, state: str = "") -> Any:
    """Write the first history row of a subject that was just created, in the initial state or another beginning."""
    target = str(state or workflow.initial)
    if target not in workflow.beginnings:
        raise ValueError(f"{workflow.name}: nothing begins in {target!r}")
    if subject.state != target:
        type(subject)._default_manager.filter(pk=subject.pk).update(state=target)  # noqa: SLF001
        subject.state = target
    return _append(subject, CREATED, source="", target=target, actor=actor, reason="", note="")


@transaction.atomic
def perform(
    workflow: Workflow,
    subject: Any,
    name: str,
    *,
    actor: Actor,
    reason: str = "",
    note: str = "",
    expected: int | None = None,
    set_aside: Collection[Guard] = (),
) -> Any:
    """Take `subject` through the transition `name` and return the new history row.

    `expected` is the id of the last history row that the person saw; `set_aside` are guards that the verb may
    leave out because the actor knowingly said so. Raises StaleState, NotPermitted or
    GuardFailed, and then nothing has changed. The conditional UPDATE is the lock, on every database:
    whoever comes second finds no row in the source state.
    """
    transition = workflow.by_name[name]
    model = type(subject)
    source = model._default_manager.values_list("state", flat=True).filter(pk=subject.pk).first()  # noqa: SLF001
    if source not in transition.sources:
        raise StaleState
    rows = model._default_manager.filter(pk=subject.pk, state=source)  # noqa: SLF001
    if not rows.update(state=transition.target, state_since=timezone.now()):
        raise StaleState
    if expected is not None and expected != last_history_id(subject):
        raise StaleState
    subject.state = source
    _check(transition, subject, actor, reason, set_aside)
    record = _append(
        subject, name, source=source, target=transition.target, actor=actor, reason=reason, note=note
    )
    subject.refresh_from_db(fields=["state", "state_since"])
    return record


@transaction.atomic
def perform_all(workflow: Workflow, subjects: Iterable[Any], name: str, *, actor: Actor) -> list[Any]:
    """Take each of these through the transition `name`, or none of them; returns the new history rows.

    As `perform` in all it refuses, in as many queries for one as for many, but for what permission and guards ask:
    those are asked for each. Raises StaleState where one of them is not in a source state.
    """
    found = list(subjects)
    if not found:
        return []
    transition, model, now = workflow.by_name[name], type(found[0]), timezone.now()
    rows = model._default_manager.filter(pk__in=[one.pk for one in found])  # noqa: SLF001
    states = dict(rows.values_list("pk", "state"))
    if len(states) < len(found) or set(states.values()) - transition.sources:
        raise StaleState
    for source in set(states.values()):
        theirs = rows.filter(pk__in=[pk for pk, state in states.items() if state == source], state=source)
        if theirs.update(state=transition.target, state_since=now) < list(states.values()).count(source):
            raise StaleState
    for one in found:
        one.state = states[one.pk]
        _check(transition, one, actor, reason="", set_aside=())
    target = transition.target
    records = [_record(one, name, source=states[one.pk], target=target, actor=actor) for one in found]
    for one in found:
        one.state, one.state_since = target, now
    made: list[Any] = found[0].history.model._default_manager.bulk_create(records)  # noqa: SLF001
    return made


def note_change(subject: Any, name: str, *, actor: Actor, note: str = "") -> Any:
    """Append a history row of something that leaves the state as it is; returns it.

    Whoever looked before it then carries an old `expected`.
    """
    return _append(
        subject, name, source=subject.state, target=subject.state, actor=actor, reason="", note=note
    )


def available(workflow: Workflow, subject: Any, actor: Actor) -> list[str]:
    """The names of the transitions that `actor` may take now, in the table's order: the only source of buttons."""
    possible = [t for t in workflow.transitions if subject.state in t.sources]
    # Several transitions share a rule, and a rule may ask the database.
    allowed = {rule: rule(subject, actor) for rule in {t.permitted for t in possible}}
    return [t.name for t in possible if allowed[t.permitted]]


def last_history_id(subject: Any) -> int | None:
    """The id of the newest history row; what a form carries as `expected`."""
    pk: int | None = subject.history.order_by("-pk").values_list("pk", flat=True).first()
    return pk


def _check(
    transition: Transition, subject: Any, actor: Actor, reason: str, set_aside: Collection[Guard]
) -> None:
    if not transition.permitted(subject, actor):
        raise NotPermitted
    if transition.reason_required and not reason:
        raise ReasonMissing
    for guard in transition.guards:
        if guard not in set_aside:
            guard(subject, actor)


def _append(
    subject: Any, name: str, *, source: str, target: str, actor: Actor, reason: str, note: str
) -> Any:
    record = _record(subject, name, source=source, target=target, actor=actor, reason=reason, note=note)
    record.save()
    return record


def _record(
    subject: Any, name: str, *, source: str, target: str, actor: Actor, reason: str = "", note: str = ""
) -> Any:
    return subject.history.model(
        subject=subject,
        transition=name,
        source=source,
        target=target,
        actor_kind=actor.kind,
        actor=actor.user,
        actor_label=actor.label,
        reason_code=reason,
        note=note,
    )


def sources(*states: str | Iterable[str]) -> frozenset[str]:
    """A set of source states, from single states and named sets of them."""
    flat: set[str] = set()
    for state in states:
        flat |= {state} if isinstance(state, str) else set(state)
    return frozenset(flat)
