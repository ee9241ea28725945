"""What the clock does with organisations."""

from cms_apps.organisations import services


def delete_unused_pictures() -> None:
    """Delete what teams uploaded for their profiles and nobody needs."""
    services.delete_unused_pictures()
