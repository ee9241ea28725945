"""Made-up documents whose words are as unevenly frequent as those of a language (Zipf); the same in every run."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass

VOCABULARY = 20_000
WORDS = 70  # a document
TITLE = 5  # of these
SYLLABLES = [consonant + vowel for consonant in "bdfgklmnprstvwz" for vowel in "aeiou"]
SHARES = {"frequent": 0.55, "mid": 0.03, "rare": 0.000_6}
SEED = 4


@dataclass(frozen=True)
class Text:
    """One document."""

    title: str
    body: str


def vocabulary() -> dict[str, str]:
    """The words with their token, the most frequent first: each is one token, and no two are the same one."""
    from cms_apps.search.analysis import query_tokens, tokens  # noqa: PLC0415 -- the apps are ready only now

    drawn = random.Random(SEED)  # noqa: S311 -- no secret
    known: dict[str, str] = {}
    while len(known) < VOCABULARY:
        word = "".join(drawn.choices(SYLLABLES, k=drawn.choice((2, 3, 3, 4)))) + drawn.choice("klmrt")
        found = tokens(word, "de")
        if len(found) == 1 and found == query_tokens(word, "de"):
            known.setdefault(found[0], word)
    return {word: token for token, word in known.items()}


def texts(words: list[str], count: int) -> Iterator[Text]:
    """So many documents."""
    drawn = random.Random(SEED)  # noqa: S311 -- no secret
    weights = list(itertools.accumulate(_weight(rank) for rank in range(1, len(words) + 1)))
    for _ in range(count):
        chosen = drawn.choices(words, cum_weights=weights, k=WORDS)
        yield Text(" ".join(chosen[:TITLE]), " ".join(chosen[TITLE:]))


def word_in(share: float, words: list[str]) -> str:
    """The word that is expected to stand in this share of the documents."""
    whole = sum(_weight(rank) for rank in range(1, len(words) + 1))

    def expected(rank: int) -> float:
        return float(1 - (1 - _weight(rank) / whole) ** WORDS)

    return words[min(range(1, len(words) + 1), key=lambda rank: abs(expected(rank) - share)) - 1]


def _weight(rank: int) -> float:
    return 1 / rank
