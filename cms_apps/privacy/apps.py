from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "cms_apps.privacy"
    label = "privacy"
