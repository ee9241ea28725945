from django.apps import AppConfig


class NavigationConfig(AppConfig):
    name = "cms_apps.navigation"
    label = "navigation"
