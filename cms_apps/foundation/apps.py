from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "cms_apps.foundation"
    label = "foundation"
