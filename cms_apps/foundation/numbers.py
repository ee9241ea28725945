"""Numbers of applications and requests, to be said on the phone."""

import secrets
from typing import Any

# No letter or digit that is mistaken for another when read out on the phone.
_ALPHABET = "ACDEFGHKLMNPQRTUVWXY3479"
_LENGTH = 6
ALL_NUMBERS = len(_ALPHABET) ** _LENGTH


def in_letters(value: int, length: int) -> str:
    """`value` in so many letters that nobody mistakes for one another, the lowest first, with a hyphen in the middle."""
    letters = ""
    for _place in range(length):
        value, rest = divmod(value, len(_ALPHABET))
        letters += _ALPHABET[rest]
    return f"{letters[: length // 2]}-{letters[length // 2 :]}"


def spelled(value: int) -> str:
    """The number of a value below `ALL_NUMBERS`; each value has its own: K7M-3QX."""
    return in_letters(value, _LENGTH)


def new_number() -> str:
    """A number to say on the phone: K7M-3QX. Random, so that it tells nothing."""
    return spelled(secrets.randbelow(ALL_NUMBERS))


def unused_number(rows: Any) -> str:
    """A number that none of these rows has: among a million one in two hundred would meet another's."""
    number = new_number()
    while rows.filter(number=number).exists():
        number = new_number()
    return number
