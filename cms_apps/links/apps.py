from django.apps import AppConfig


class LinksConfig(AppConfig):
    name = "cms_apps.links"
    label = "links"
