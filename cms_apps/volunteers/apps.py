from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "cms_apps.volunteers"
    label = "volunteers"
