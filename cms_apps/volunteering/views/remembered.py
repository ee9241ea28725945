"""What a person typed or ticked at the desk, kept in the session: an address carries only an opaque key."""

import secrets
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

MOST = 20  # of one kind; the oldest go first


def remember(session: SessionBase, kind: str, value: Any) -> str:
    """Keep `value`, and return its key."""
    kept: dict[str, Any] = session.get(kind, {})
    key = secrets.token_urlsafe(9)
    session[kind] = dict([*kept.items(), (key, value)][-MOST:])
    return key


def remembered(session: SessionBase, kind: str, key: str) -> Any:
    """What was kept under this key, or None."""
    return session.get(kind, {}).get(key)
