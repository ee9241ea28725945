"""Counting in the cache what must not happen too often; who or what is counted stands there as an HMAC only."""

import time

from django.core.cache import cache
from django.utils.crypto import salted_hmac

HOUR = 3600


def count(what: str, whom: str, *, most: int) -> bool:
    """Count one more in this hour; whether it is within `most`."""
    key = _key(what, whom)
    if cache.add(key, 1, HOUR):
        return most >= 1
    try:
        return int(cache.incr(key)) <= most
    except ValueError:  # the hour ended between the two lines
        return True


def is_full(what: str, whom: str, *, most: int) -> bool:
    """Whether `most` was reached in this hour; counts nothing."""
    return int(cache.get(_key(what, whom), 0)) >= most


def take_turn(what: str, whom: str, *, most: int) -> bool:
    """Take one of `most` turns, if one is free: in no sixty minutes are there more than `most`.

    Each turn is a key of its own that lives an hour: taking it is atomic, and no fixed hour can be straddled.
    """
    return any(cache.add(f"{_key(what, whom)}:{turn}", time.time(), HOUR) for turn in range(most))


def wait_for_turn(what: str, whom: str, *, most: int) -> int:
    """Take a turn in any case; how many seconds to wait for it."""
    if take_turn(what, whom, most=most):
        return 0
    now = time.time()
    key = _key(what, whom)
    due = {turn: float(cache.get(f"{key}:{turn}", now)) + HOUR for turn in range(most)}
    first = min(due, key=lambda turn: due[turn])
    wait = max(int(due[first] - now) + 1, 0)
    cache.set(f"{key}:{first}", due[first], HOUR + wait)
    return wait


def _key(what: str, whom: str) -> str:
    return f"{what}:{salted_hmac('vielfalt.counters', whom.casefold()).hexdigest()}"
