from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "cms_apps.notifications"
    label = "notifications"
