from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cms_apps.pages"
    label = "pages"
    verbose_name = "Seiten"

    def ready(self) -> None:
        """Tell people about approvals through the outbox, translators about changed originals."""
        from cms_apps.pages import approval, translations  # noqa: PLC0415 -- models load after apps

        approval.connect()
        translations.connect()
