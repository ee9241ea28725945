"""What the clock does with content."""

from cms_apps.content.barriers import services
from cms_apps.content.dead_links import services as dead_links
from cms_apps.content.dead_links.outside import ask_outside


def remind_of_barriers() -> None:
    """Remind the centre of barriers that have to be answered soon."""
    services.remind_of_barriers()


def look_for_dead_links() -> None:
    """Note links that lead nowhere, on some pages each time."""
    dead_links.look_at_pages()


def ask_at_addresses_of_others() -> None:
    """See whether links to others still lead somewhere, if this installation wants that."""
    ask_outside()
