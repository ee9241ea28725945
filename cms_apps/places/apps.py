from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "cms_apps.places"
    label = "places"

    def ready(self) -> None:
        """Forget the districts when one changes."""
        from cms_apps.places.models import District  # noqa: PLC0415 -- models load after apps
        from cms_apps.places.selectors import DISTRICTS  # noqa: PLC0415 -- as above

        DISTRICTS.forget_with(District)
