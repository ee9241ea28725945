from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cms_apps.pages"
    label = "pages"
    verbose_name = "Seiten"

    def ready(self) -> None:
        """Tell people about approvals through the outbox."""
        from cms_apps.pages import approval  # noqa: PLC0415 -- models load after apps

        approval.connect()
