from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "cms_apps.reports"
    label = "reports"
    verbose_name = "Auswertungen"

    def ready(self) -> None:
        """Register the reminder of proofs of use."""
        from cms_apps.reports.mails import register_mails  # noqa: PLC0415 -- models load after apps

        register_mails()
