from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cms_apps.pages"
    label = "pages"
    verbose_name = "Seiten"

    def ready(self) -> None:
        """Tell people about approvals through the outbox, translators about changed originals; editors need a second factor."""
        from cms_apps.accounts import second_factor  # noqa: PLC0415 -- models load after apps
        from cms_apps.foundation.privacy import register_rule  # noqa: PLC0415 -- as above
        from cms_apps.pages import approval, translations  # noqa: PLC0415 -- as above
        from cms_apps.pages.press_list import mails as press_mails  # noqa: PLC0415 -- as above
        from cms_apps.pages.press_list import services as press_list  # noqa: PLC0415 -- as above

        second_factor.register(lambda user: user.has_perm("wagtailadmin.access_admin"))
        approval.connect()
        translations.connect()
        press_mails.register_mails()
        register_rule(press_list.RULE)
        self._keep_true()

    @staticmethod
    def _keep_true() -> None:
        """Forget where the trees of the languages begin, and lists, when what they are made of changes."""
        from wagtail.models import Locale, Page, Site, get_page_models  # noqa: PLC0415 -- models load after apps
        from wagtail.signals import post_page_move  # noqa: PLC0415 -- as above

        from cms_apps.content.models import Topic  # noqa: PLC0415 -- as above
        from cms_apps.pages.listing import PAGE_LISTS  # noqa: PLC0415 -- as above
        from cms_apps.pages.models import HomePage  # noqa: PLC0415 -- as above
        from cms_apps.pages.serving import ROOTS  # noqa: PLC0415 -- as above

        ROOTS.forget_with(Site, Locale, Page, HomePage)
        PAGE_LISTS.forget_with(Topic, *get_page_models())
        for kept in (ROOTS, PAGE_LISTS):
            post_page_move.connect(kept.changed, weak=False, dispatch_uid=f"pages-move-{id(kept)}")
