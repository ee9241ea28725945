"""What the clock does for the search."""

from cms_apps.search import filling
from cms_apps.search.engines import elastic, feeding


def feed_elasticsearch() -> None:
    """Bring to Elasticsearch what changed; while it is away the rows wait."""
    if elastic.configured():
        feeding.feed()


def follow_states() -> None:
    """See which runs opened, closed or began since the last time."""
    filling.follow_states()


def mend() -> None:
    """See whether a page changed unseen; Träger and runs, which are few, are all looked at."""
    filling.mend_pages()
    filling.mend_organisations_and_runs()
