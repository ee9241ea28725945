from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "cms_apps.places"
    label = "places"
