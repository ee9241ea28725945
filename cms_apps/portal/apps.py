from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "cms_apps.portal"
    label = "portal"
    verbose_name = "Schreibtisch"
