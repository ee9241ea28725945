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
        self._keep_menus_true()

    @staticmethod
    def _keep_menus_true() -> None:
        """Forget kept menus when a page or a menu changes."""
        from wagtail.models import PageViewRestriction, get_page_models  # noqa: PLC0415 -- models load after apps
        from wagtail.signals import post_page_move  # noqa: PLC0415 -- models load after apps

        from cms_apps.navigation.models import Menu, MenuItem  # noqa: PLC0415 -- models load after apps
        from cms_apps.navigation.selectors import KEPT  # noqa: PLC0415 -- models load after apps

        KEPT.forget_with(Menu, MenuItem, PageViewRestriction, *get_page_models())
        post_page_move.connect(KEPT.changed, weak=False, dispatch_uid="navigation-move")
