from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "cms_apps.content"
    label = "content"
    verbose_name = "Inhalte"
