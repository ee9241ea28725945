"""Finding people by the beginning of a name, with an index, on every database."""

from typing import Any

from django.db import models
from django.db.models.lookups import Lookup

from cms_apps.foundation.likeness import sound_key
from cms_apps.foundation.sorting import sort_key

_BEHIND_ALL = "\U0010ffff"


class NameKeyField(models.CharField):  # type: ignore[type-arg]
    """The fields `parts`, folded by `sort_key` and joined in their order; written whenever the row is saved.

    The lookup `prefix` takes a folded text too. On PostgreSQL its index needs `varchar_pattern_ops`.
    """

    def __init__(self, *args: Any, parts: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.parts = tuple(parts)
        kwargs.update(max_length=200, default="", editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """With the parts, without what is always the same."""
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "default", "editable"):
            kwargs.pop(key, None)
        return name, path, args, {**kwargs, "parts": self.parts}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Fold what the parts say now."""
        key = self.key_of(model_instance)
        setattr(model_instance, self.attname, key)
        return key

    def key_of(self, instance: models.Model) -> str:
        """What this field holds for these parts."""
        return sort_key(" ".join(getattr(instance, part) for part in self.parts))


class SoundKeyField(NameKeyField):
    """What others' names are compared with (`likeness.sound_key`); `parts` are the first and the last name."""

    def key_of(self, instance: models.Model) -> str:
        """What stays of the name whoever writes it down."""
        return sound_key(*(getattr(instance, part) for part in self.parts))


@NameKeyField.register_lookup
class Prefix(Lookup):  # type: ignore[type-arg]
    """Begins with; a folded text holds neither `%` nor `_`. SQLite uses an index for a range, not for LIKE."""

    lookup_name = "prefix"

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """As a range, which is right where texts compare by their code points."""
        column, before = self.process_lhs(compiler, connection)
        value, given = self.process_rhs(compiler, connection)
        beginning = [*before, *given]
        return f"({column} >= {value} AND {column} < {value})", [
            *beginning,
            *before,
            f"{given[0]}{_BEHIND_ALL}",
        ]

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        """As LIKE, whatever the database's collation."""
        column, before = self.process_lhs(compiler, connection)
        value, given = self.process_rhs(compiler, connection)
        return f"{column} LIKE {value}", [*before, f"{given[0]}%"]
