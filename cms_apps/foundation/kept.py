"""Values of the whole site, worked out once in each process and again after somebody has changed one of them.

A topic (menus, parameters) has a token in the cache that all processes share. Whoever changes something of it writes a
new one; the tokens of all topics are asked for once a request, in one round trip, for readers once a second. Without a
shared cache the other processes of a site see a change within `KEPT_SECONDS`.
"""

import secrets
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save

T = TypeVar("T")
_names: list[str] = []
_asked: ContextVar[dict[str, str] | None] = ContextVar("kept_tokens", default=None)
_last: tuple[float, dict[str, str]] = (0.0, {})  # when this process asked, and what; replaced as one


class Kept(Generic[T]):
    """The kept values of one topic. They are given to many: nobody may change one."""

    def __init__(self, topic: str) -> None:
        self._name = f"kept.{topic}"
        self._now: tuple[str, float, dict[Hashable, T]] = ("", 0.0, {})  # replaced as one: threads share it
        _names.append(self._name)

    def get(self, key: Hashable, work_out: Callable[[], T]) -> T:
        """The value of `key`; `work_out` is asked where this process does not know it."""
        values = self._current()
        if key not in values:
            values[key] = work_out()
        return values[key]

    def forget(self) -> None:
        """Let the next one who asks, in whatever process, see what was just written."""
        cache.set(self._name, secrets.token_hex(8), None)
        ask_again()

    def forget_with(self, *models: type[Model]) -> None:
        """Forget when a row of these is saved or deleted (signals for a cache only, models.md rule 10).

        Sender by sender: a receiver of everything would make Django load each row of every bulk delete.
        """
        for model in models:
            for signal in (post_save, post_delete):
                signal.connect(self.changed, sender=model, weak=False, dispatch_uid=self._name)

    def changed(self, **_: object) -> None:
        """Forget for all at the end of this transaction; until then whoever is inside has values of its own.

        So what is rolled back was never seen by anybody else.
        """
        if transaction.get_connection().in_atomic_block:
            transaction.on_commit(_Change(self._name, self.forget))
        else:
            self.forget()

    def _current(self) -> dict[Hashable, T]:
        if (inside := _values_inside(self._name)) is not None:
            return inside
        (known, until, values), token, now = self._now, _token(self._name), time.monotonic()
        if token == known and now < until:
            return values
        self._now = (token, now + settings.KEPT_SECONDS, {})
        return self._now[2]


class _Change:
    """A change that is not committed yet, with what was read since; Django drops it with what is rolled back."""

    def __init__(self, name: str, forget: Callable[[], None]) -> None:
        self.name, self._forget = name, forget
        self.values: dict[Hashable, Any] = {}

    def __call__(self) -> None:
        """It is committed."""
        self._forget()


def _values_inside(name: str) -> dict[Hashable, Any] | None:
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        return None
    waiting = (one[1] for one in reversed(connection.run_on_commit))
    return next((one.values for one in waiting if isinstance(one, _Change) and one.name == name), None)


@contextmanager
def one_request(*, seconds_old: float = 0) -> Iterator[None]:
    """Ask for the tokens at most once until the block ends; not at all if this process did so many seconds ago."""
    (at, tokens), now = _last, time.monotonic()
    before = _asked.set(dict(tokens) if now - at < seconds_old else {})
    try:
        yield
    finally:
        _asked.reset(before)


def ask_again() -> None:
    """Let this process ask for the tokens when it next needs one."""
    global _last  # noqa: PLW0603 -- one for all threads of the process
    _last = (0.0, {})
    if asked := _asked.get():
        asked.clear()


def _token(name: str) -> str:
    asked = _asked.get()
    if asked is None:
        return _ask()[name]
    if name not in asked:
        asked.update(_ask())
    return asked[name]


def _ask() -> dict[str, str]:
    global _last  # noqa: PLW0603 -- as above
    found = cache.get_many(_names)
    for name in set(_names) - set(found):
        found[name] = cache.get_or_set(name, secrets.token_hex(8), None)
    _last = (time.monotonic(), found)
    return found
