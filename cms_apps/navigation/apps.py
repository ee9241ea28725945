from django.apps import AppConfig
from django.db import transaction
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
        """Forget kept menus when a page or a menu changes (signals for a cache only, models.md rule 10).

        Sender by sender: a receiver of everything would make Django load each row of every bulk delete.
        """
        from wagtail.models import get_page_models  # noqa: PLC0415 -- models load after apps
        from wagtail.signals import post_page_move  # noqa: PLC0415 -- models load after apps

        from cms_apps.navigation.models import Menu, MenuItem  # noqa: PLC0415 -- models load after apps
        from cms_apps.navigation.selectors import forget_menus  # noqa: PLC0415 -- models load after apps

        def forget(**_: object) -> None:
            forget_menus()  # for the rest of this transaction
            transaction.on_commit(forget_menus)  # whoever asked meanwhile kept the old ones

        for sender in (Menu, MenuItem, *get_page_models()):
            for signal in (post_save, post_delete):
                signal.connect(forget, sender=sender, weak=False, dispatch_uid=f"navigation-{id(signal)}")
        post_page_move.connect(forget, weak=False, dispatch_uid="navigation-move")
