"""Text and query to tokens, once for all engines: what this package says is what SQLite, PostgreSQL and
Elasticsearch store and look for, so they find the same documents.

A document's word gives its stem, the parts of a compound and its concept ("ILO" is an Integrationslotse).
A query's word gives the concept if it has one, else the parts, else the stem; all of them must be found.
"""

from collections.abc import Iterator
from functools import lru_cache

from cms_apps.search.analysis.english import English
from cms_apps.search.analysis.german import German
from cms_apps.search.analysis.language import Language
from cms_apps.search.analysis.others import Other
from cms_apps.search.analysis.words import Word, fold, spans

MOST_WORDS = 12
MOST_LETTERS = 200
LANGUAGES: dict[str, Language] = {"de": German(), "de-ls": German(), "en": English()}
OTHER = Other()


def words(text: str, language: str) -> Iterator[Word]:
    """Each word of `text` with where it stands and the tokens that a document holds for it."""
    for start, end in spans(text):
        yield Word(start, end, _of_document(text[start:end], language))


def tokens(text: str, language: str) -> list[str]:
    """The tokens of a document's text, in order, with repetitions: letters and digits only."""
    return [token for word in words(text, language) for token in word.tokens]


def query_tokens(query: str, language: str) -> list[str]:
    """The tokens that a document must all hold; of a query of stop words alone these themselves.

    Only the first letters and words count: nobody types more, and an engine must not be kept busy.
    """
    text = LANGUAGES.get(language, OTHER).before_asking(query[:MOST_LETTERS])
    asked = [text[start:end] for start, end in spans(text)][:MOST_WORDS]
    telling = [word for word in asked if not _is_stop_word(word, language)]
    found = [token for word in telling or asked for token in _of_query(word, language)]
    return list(dict.fromkeys(found))


@lru_cache(maxsize=50_000)
def _of_document(word: str, language: str) -> tuple[str, ...]:
    return LANGUAGES.get(language, OTHER).of_document(fold(word), word)


def _of_query(word: str, language: str) -> tuple[str, ...]:
    return LANGUAGES.get(language, OTHER).of_query(fold(word), word)


def _is_stop_word(word: str, language: str) -> bool:
    return LANGUAGES.get(language, OTHER).is_stop_word(fold(word), word)
