"""Whether two texts, or two names, may mean the same."""

import re

from cms_apps.foundation.sorting import sort_key

LONGEST_KEY = 120
# A slip makes another name of a short one (Li Na, Lu Na), so only longer ones may have some.
SHORT, LONG = 6, 11
# Letters that one script's sounds are written with in ours: Mohamed and Muhammad, Yusuf and Youssef, Jurij and Yuriy.
_SAME_SOUND = str.maketrans({"c": "k", "q": "k", "z": "s", "w": "v", "j": "y"})
_MUTE = re.compile("[aeiouy]")
_DOUBLED = re.compile(r"(.)\1+")


def slips(one: str, other: str) -> int:
    """How many letters were left out, added, mistaken, or swapped with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, right in enumerate(other, 1):
            cost = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def sound_key(first_name: str, last_name: str) -> str:
    """What stays of a name whoever writes it down: its consonants, without marks, blanks and doubled letters.

    The two parts stand in one order, since on paper first and last name change places.
    """
    return " ".join(sorted(_consonants(part) for part in (first_name, last_name)))[:LONGEST_KEY]


def may_be_same_name(one: str, other: str, *, same_sound: bool) -> bool:
    """Whether two full names differ in a slip or two; in three, if they sound alike.

    Neither the order of the words counts nor where the blanks are.
    """
    left, right = sort_key(one).split(), sort_key(other).split()
    length = min(len("".join(left)), len("".join(right)))
    allowed = 0 if length < SHORT else 3 if same_sound else 1 if length < LONG else 2
    ways = [("".join(left), "".join(right)), ("".join(sorted(left)), "".join(sorted(right)))]
    return any(here == there or slips(here, there) <= allowed for here, there in ways)


def _consonants(name: str) -> str:
    plain = sort_key(name).replace(" ", "").translate(_SAME_SOUND)
    # A name of vowels only (Eya, Io) keeps its first letter.
    return _DOUBLED.sub(r"\1", _MUTE.sub("", plain)) or plain[:1]
