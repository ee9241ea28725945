from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "cms_apps.media"
    label = "media"

    def ready(self) -> None:
        """Forget the sizes of pictures when one is made or taken away."""
        from cms_apps.media.models import PictureRendition  # noqa: PLC0415 -- models load after apps
        from cms_apps.media.sizes import SIZES  # noqa: PLC0415 -- as above

        SIZES.forget_with(PictureRendition)
