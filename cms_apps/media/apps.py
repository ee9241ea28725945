from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "cms_apps.media"
    label = "media"
