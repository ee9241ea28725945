"""Who else sets something up once the tree of pages stands (the arrows between apps only point down)."""

from collections.abc import Callable

Furnisher = Callable[[], None]
_furnishers: dict[str, Furnisher] = {}


def register_furnisher(name: str, furnisher: Furnisher) -> None:
    """Let an app set up what hangs on pages, a menu for example; `furnisher` must be idempotent."""
    if name in _furnishers:
        raise ValueError(f"furnisher {name!r} is registered twice")
    _furnishers[name] = furnisher


def furnish() -> None:
    """Run all of them, in the order in which they were registered."""
    for furnisher in _furnishers.values():
        furnisher()
