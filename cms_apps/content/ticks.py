"""What the clock does with content."""

from cms_apps.content.barriers import services


def remind_of_barriers() -> None:
    """Remind the centre of barriers that have to be answered soon."""
    services.remind_of_barriers()
