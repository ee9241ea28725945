from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "cms_apps.outbox"
    label = "outbox"
