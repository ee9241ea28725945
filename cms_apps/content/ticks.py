"""What the clock does with content."""

from cms_apps.content.barriers import services
from cms_apps.content.dead_links import services as dead_links


def remind_of_barriers() -> None:
    """Remind the centre of barriers that have to be answered soon."""
    services.remind_of_barriers()


def look_for_dead_links() -> None:
    """Note links that lead nowhere, on some pages each time."""
    dead_links.look_at_pages()
