from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "cms_apps.media"
    label = "media"

    def ready(self) -> None:
        """Forget the sizes of pictures when one is taken away; one that is made leaves those that are known as they are."""
        from django.db.models.signals import post_delete  # noqa: PLC0415 -- models load after apps

        from cms_apps.media.models import PictureRendition  # noqa: PLC0415 -- as above
        from cms_apps.media.sizes import SIZES  # noqa: PLC0415 -- as above

        post_delete.connect(SIZES.changed, sender=PictureRendition, weak=False, dispatch_uid="sizes")
