from django.apps import AppConfig


class VolunteeringConfig(AppConfig):
    name = "cms_apps.volunteering"
    label = "volunteering"
