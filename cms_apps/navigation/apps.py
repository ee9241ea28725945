from django.apps import AppConfig


class NavigationConfig(AppConfig):
    name = "cms_apps.navigation"
    label = "navigation"
    verbose_name = "Navigation"

    def ready(self) -> None:
        """Hang the menus into a fresh site."""
        from cms_apps.content.furnishing import register_furnisher  # noqa: PLC0415 -- models load after apps
        from cms_apps.navigation.services import setup_menus  # noqa: PLC0415 -- models load after apps

        register_furnisher("menus", setup_menus)
