"""Who delivers what: each app registers its kinds in `AppConfig.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cms_apps.outbox.models import OutboxRow


def _always(row: OutboxRow) -> bool:
    return True


@dataclass(frozen=True)
class Handler:
    """`still_true` says whether the row still makes sense, `render` makes what `deliver` sends.

    Of a `logged` kind the row stays as a record of what went out, without its address after `outbox.days`.
    A `farewell` goes to whoever is erased by now, or to an address that anybody may have typed: the address goes with
    the attempt that ends it.
    """

    render: Callable[[OutboxRow], Any]
    deliver: Callable[[Any], None]
    still_true: Callable[[OutboxRow], bool] = _always
    logged: bool = False
    farewell: bool = False


_handlers: dict[str, Handler] = {}


def register(kind: str, handler: Handler) -> None:
    """Make `kind` known; a second handler for the same kind is a mistake."""
    if kind in _handlers:
        raise ValueError(f"outbox kind {kind!r} is registered twice")
    _handlers[kind] = handler


def handler_of(kind: str) -> Handler:
    """The handler of `kind`; raises KeyError when no app registered it."""
    return _handlers[kind]


def handlers() -> dict[str, Handler]:
    """All registered kinds with their handlers."""
    return dict(_handlers)


def kinds() -> frozenset[str]:
    """All registered kinds."""
    return frozenset(_handlers)


def logged_kinds() -> list[str]:
    """The kinds whose rows stay as a record."""
    return sorted(kind for kind, handler in _handlers.items() if handler.logged)
