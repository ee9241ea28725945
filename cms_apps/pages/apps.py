from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cms_apps.pages"
    label = "pages"
    verbose_name = "Seiten"
