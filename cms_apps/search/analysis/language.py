"""How a language makes tokens of its words, with what holds where it has no rules of its own."""

from abc import ABC, abstractmethod


class Language(ABC):
    """Takes words folded, and as they were typed: capitals may tell a name."""

    @abstractmethod
    def of_document(self, folded: str, word: str) -> tuple[str, ...]:
        """What a document holds for this word."""

    def of_query(self, folded: str, word: str) -> tuple[str, ...]:
        """What a document must hold for this word to be found."""
        return self.of_document(folded, word)

    def is_stop_word(self, folded: str, word: str) -> bool:
        """Whether the word says nothing."""
        return False

    def before_asking(self, query: str) -> str:
        """The query without what would mislead."""
        return query
