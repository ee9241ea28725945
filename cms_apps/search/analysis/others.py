"""Every other language: folded words; Arabic ones also without their article."""

ARTICLE, SHORTEST = "ال", 5


def of_document(folded: str, word: str) -> tuple[str, ...]:
    """The folded word."""
    bare = folded.removeprefix(ARTICLE) if len(folded) >= SHORTEST else folded
    return (bare,) if bare else ()


def of_query(folded: str, word: str) -> tuple[str, ...]:
    """As in a document."""
    return of_document(folded, word)


def is_stop_word(folded: str, word: str) -> bool:
    """No list, no stop words."""
    return False


def before_asking(query: str) -> str:
    """Nothing to do."""
    return query
