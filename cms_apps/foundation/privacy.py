"""What a model says about the personal data it holds, and the rules by which it goes (GDPR Art. 5, 17, 30).

Plain code on the ground floor: apps declare here, and register rules and subjects in `AppConfig.ready()`; `privacy`
walks, prints and runs them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """One row of the record of processing (Art. 30): what is kept of whom, why, who reads it, how long.

    `subject` is the lookup from the model to the person (`"application"`, `"self"`), `fields` names each field with
    personal data, `data` says in print what they are, `rules` names the deletion rules that keep `retention`.
    All but names are texts for the public, German and translated. A model without any says so with `Declaration.none()`.
    """

    fields: tuple[str, ...]
    purpose: Any
    data: Any = ""
    readers: tuple[Any, ...] = ()
    retention: Any = ""
    rules: tuple[str, ...] = ()
    subject: str = ""

    @classmethod
    def none(cls, purpose: str = "no personal data") -> "Declaration":
        """A model that holds no personal data."""
        return cls(fields=(), purpose=purpose)


@dataclass(frozen=True, kw_only=True)
class DeletionRule:
    """One line of the deletion concept (Löschkonzept): what goes how long after what, and the function that sees to it.

    `parameter` names the number of days, or of `unit`; `keep` deletes what is due and returns how many rows went.
    """

    name: str
    what: Any
    after: Any
    parameter: str
    keep: Callable[[], int]
    unit: str = "days"


@dataclass(frozen=True)
class SubjectKind:
    """How all about one subject of a kind is given out and deleted.

    `erase(key)` returns whether there was anything to delete, `export(key)` JSON or None when nothing is known. Keys are
    pseudonyms (random ids or row numbers): they stand in the erasure journal and in logs. `label` says what it is, in words.
    """

    kind: str
    label: Any
    erase: Callable[[str], bool]
    export: Callable[[str], bytes | None]


deletion_rules: dict[str, DeletionRule] = {}
subject_kinds: dict[str, SubjectKind] = {}


def register_rule(rule: DeletionRule) -> None:
    """Add a rule; raises ValueError when its name is taken."""
    if rule.name in deletion_rules:
        raise ValueError(rule.name)
    deletion_rules[rule.name] = rule


def register_subject(subject: SubjectKind) -> None:
    """Add a kind of subject; raises ValueError when it is known already."""
    if subject.kind in subject_kinds:
        raise ValueError(subject.kind)
    subject_kinds[subject.kind] = subject


def declaration_of(model: type[models.Model]) -> Declaration | None:
    """The model's own declaration, or None when it has none."""
    declared = model.__dict__.get("privacy")
    return declared if isinstance(declared, Declaration) else None
