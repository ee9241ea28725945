from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class NavigationConfig(AppConfig):
    name = "cms_apps.navigation"
    label = "navigation"
    verbose_name = "Navigation"

    def ready(self) -> None:
        """Hang the menus into a fresh site."""
        from cms_apps.content.furnishing import register_furnisher  # noqa: PLC0415 -- models load after apps
        from cms_apps.navigation.services import setup_menus  # noqa: PLC0415 -- models load after apps

        register_furnisher("menus", setup_menus)
        self._keep_menus_true()

    @staticmethod
    def _keep_menus_true() -> None:
        """Forget kept menus when a page or a menu changes (signals for a cache only, models.md rule 10)."""
        from wagtail.models import Page  # noqa: PLC0415 -- models load after apps
        from wagtail.signals import post_page_move  # noqa: PLC0415 -- models load after apps

        from cms_apps.navigation.models import Menu, MenuItem  # noqa: PLC0415 -- models load after apps
        from cms_apps.navigation.selectors import forget_menus  # noqa: PLC0415 -- models load after apps

        def forget(instance: object, **_: object) -> None:
            if isinstance(instance, Page | Menu | MenuItem):
                forget_menus()

        for signal in (post_save, post_delete, post_page_move):
            signal.connect(forget, weak=False, dispatch_uid=f"navigation-{id(signal)}")
