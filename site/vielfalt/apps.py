from django.apps import AppConfig


class VielfaltConfig(AppConfig):
    """The project package: an app only for its management commands, it owns no table."""

    name = "vielfalt"
    label = "vielfalt"
