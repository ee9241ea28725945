"""Bounds of statements that hold wherever the session lies."""

from django.conf import settings


def with_session(count: int) -> int:
    """So many statements; one less where the cache gives out the session without asking the database."""
    return count - settings.SESSION_ENGINE.endswith("cached_db")
