"""What the clock does with pictures."""

from cms_apps.media import services


def delete_sizes_of_gone() -> None:
    """Delete the public files of pictures whose consent is gone."""
    services.delete_sizes_of_gone()
