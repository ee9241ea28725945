"""Every other language: folded words; Arabic ones also without their article."""

from cms_apps.search.analysis.language import Language

ARTICLE, SHORTEST = "ال", 5


class Other(Language):
    """No list, no stop words."""

    def of_document(self, folded: str, word: str) -> tuple[str, ...]:
        """The folded word."""
        bare = folded.removeprefix(ARTICLE) if len(folded) >= SHORTEST else folded
        return (bare,) if bare else ()
