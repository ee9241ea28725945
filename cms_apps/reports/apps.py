from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "cms_apps.reports"
    label = "reports"
    verbose_name = "Auswertungen"
