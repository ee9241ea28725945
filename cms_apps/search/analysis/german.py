"""German: light stems that do not care about gender, and compounds split by the words of the house."""

import re
from functools import lru_cache

from cms_apps.search.analysis.language import Language
from cms_apps.search.analysis.words import data_lines, fold

SHORTEST_STEM = 3
SHORTEST_HEAD = 5
SHORTEST_REST = 4
LINKS = ("", "s", "es", "n", "en", "er", "e", "ns", "in", "innen")
NAME = "name"  # put before a stop word in capitals, which is a name: the programme WIR
_AFTER_VOWEL = re.compile(r"(?<![aeiouyq])ue")
_NISSE = re.compile(r"nisse[ns]?$")
_GUIDES_OF_WIR = re.compile(r"\bwir[- ]+(?=\w*lots)", re.IGNORECASE)


def plain(word: str) -> str:
    """A folded word with ae, oe, ue written as a, o, u, as the umlauts are; `ue` stays after a vowel or q."""
    return _AFTER_VOWEL.sub("u", word.replace("ae", "a").replace("oe", "o"))


def stem(word: str) -> str:
    """The light stem of a plain word: Lotse, Lotsin, Lotsen and Lotsinnen have the same."""
    if word in _exceptions():
        return _exceptions()[word]
    word = word.removesuffix("nen") if word.endswith("innen") else word
    word = _NISSE.sub("nis", word)
    word = _without(word, ("s",), rest=5)
    word = _without(word, ("ern", "em", "en", "er", "es", "e"), rest=SHORTEST_STEM)
    word = _without(word, ("en", "er", "e"), rest=5)
    male = _without(word, ("in",), rest=4)
    if male != word:
        word = _without(male, ("er",), rest=4)
    word = _without(word, ("ung", "et", "t"), rest=5)
    return _without(word, ("s",), rest=5)


def _without(word: str, endings: tuple[str, ...], *, rest: int) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= rest:
            return word.removesuffix(ending)
    return word


class German(Language):
    """A document's word gives stem, parts and concept, a query's the most telling of them."""

    def of_document(self, folded: str, word: str) -> tuple[str, ...]:
        """Stem, parts and concept of one word, each once."""
        word_plain = plain(folded)
        found = [_name(word_plain, word) or stem(word_plain), *_pieces(word_plain)]
        found += [concept for token in tuple(found) for concept in _concepts().get(token, ())]
        return tuple(dict.fromkeys(token for token in found if token))

    def of_query(self, folded: str, word: str) -> tuple[str, ...]:
        """What a document must hold for this word to be found."""
        word_plain = plain(folded)
        name = _name(word_plain, word)
        asked = (
            (name,) if name else (_concept_or_stem(word_plain) or parts(word_plain) or (stem(word_plain),))
        )
        return tuple(token for one in asked for token in _concepts().get(one, (one,)) if token)

    def is_stop_word(self, folded: str, word: str) -> bool:
        """Whether the word says nothing; in capitals it is a name."""
        return plain(folded) in _stop_words() and not _name(plain(folded), word)

    def before_asking(self, query: str) -> str:
        """A WIR-Lotse is a Lotse."""
        return _GUIDES_OF_WIR.sub("", query)


def _concept_or_stem(word: str) -> tuple[str, ...]:
    whole = stem(word)
    return (whole,) if whole in _concepts() else ()


def parts(word: str) -> tuple[str, ...]:
    """The stems of a compound's parts: words of the house throughout, or at least its last one; () for one word."""
    if stem(word) in _stems():
        return ()
    return _split(word) or _head(word)


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> tuple[str, ...]:
    """As `parts`, but of a compound that is a word of the house itself, too: Programm finds Landesprogramm."""
    return parts(word) or (_split(word) if stem(word) in _stems() else ())


def _split(word: str) -> tuple[str, ...]:
    for length in range(len(word) - SHORTEST_STEM, SHORTEST_STEM - 1, -1):
        first = _forms().get(word[:length])
        if first is None:
            continue
        rest = word[length:]
        if stem(rest) in _stems():
            return first, stem(rest)
        if more := _split(rest):
            return first, *more
    return ()


def _head(word: str) -> tuple[str, ...]:
    for length in range(SHORTEST_REST, len(word) - SHORTEST_HEAD + 1):
        last = stem(word[length:])
        if last in _stems() and len(last) >= SHORTEST_HEAD - 1:
            return stem(word[:length]), last
    return ()


def _name(word: str, typed: str) -> str:
    return NAME + word if len(word) > 1 and typed.isupper() and word in _stop_words() else ""


@lru_cache(maxsize=1)
def _house_words() -> tuple[str, ...]:
    return tuple(plain(fold(word)) for line in data_lines("compounds_de.txt") for word in line.split())


@lru_cache(maxsize=1)
def _stems() -> frozenset[str]:
    return frozenset(stem(word) for word in _house_words())


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """How a word of the house stands inside a compound, with and without its links: its stem."""
    bodies = {word: stem(word) for word in _house_words()}
    bodies |= {word[:-1]: stem(word) for word in _house_words() if word.endswith("e")}
    return {body + link: root for body, root in bodies.items() for link in LINKS}


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    return frozenset(word for line in data_lines("stop_de.txt") for word in line.split())


@lru_cache(maxsize=1)
def _exceptions() -> dict[str, str]:
    return {form: line.split()[0] for line in data_lines("stems_de.txt") for form in line.split()[1:]}


@lru_cache(maxsize=1)
def _concepts() -> dict[str, tuple[str, ...]]:
    """Stem -> the tokens that stand for the same thing (`synonyms_de.txt`)."""
    rows = (line.split("=", 1) for line in data_lines("synonyms_de.txt"))
    pairs = [(forms.split(), tuple(concept.split())) for concept, forms in rows]
    return {stem(plain(form)): concept for forms, concept in pairs for form in forms}
