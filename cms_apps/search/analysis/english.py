"""English: light stems, so that volunteer, volunteers and volunteering meet."""

from functools import lru_cache

from cms_apps.search.analysis.language import Language
from cms_apps.search.analysis.words import data_lines

_DOUBLED = frozenset("bdfgmnprt")


def stem(word: str) -> str:
    """The light stem of a folded word."""
    if word.endswith("ies") and len(word) > len("ties"):
        return word[:-3] + "i"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = _without(word, "s", rest=3)
    for ending in ("ing", "ed"):
        shorter = _without(word, ending, rest=4)
        if shorter != word:
            doubled = shorter[-1] == shorter[-2] and shorter[-1] in _DOUBLED
            word = shorter[:-1] if doubled else shorter
            break
    word = _without(word, "e", rest=3)
    return word[:-1] + "i" if word.endswith("y") and len(word) > len("any") else word


def _without(word: str, ending: str, *, rest: int) -> str:
    return word.removesuffix(ending) if len(word) - len(ending) >= rest else word


class English(Language):
    """Stems, and a list of stop words."""

    def of_document(self, folded: str, word: str) -> tuple[str, ...]:
        """The stem."""
        return (stem(folded),) if folded else ()

    def is_stop_word(self, folded: str, word: str) -> bool:
        """Whether the word says nothing."""
        return folded in _stop_words()


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    return frozenset(word for line in data_lines("stop_en.txt") for word in line.split())
