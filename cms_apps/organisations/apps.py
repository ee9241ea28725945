from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "cms_apps.organisations"
    label = "organisations"
