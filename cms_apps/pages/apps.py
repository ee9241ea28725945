from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cms_apps.pages"
    label = "pages"
    verbose_name = "Seiten"

    def ready(self) -> None:
        """Tell people about approvals through the outbox, translators about changed originals; editors need a second factor."""
        from cms_apps.accounts import second_factor  # noqa: PLC0415 -- models load after apps
        from cms_apps.pages import approval, translations  # noqa: PLC0415 -- models load after apps

        second_factor.register(lambda user: user.has_perm("wagtailadmin.access_admin"))
        approval.connect()
        translations.connect()
