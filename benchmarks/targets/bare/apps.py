from django.apps import AppConfig


class BareConfig(AppConfig):
    name = "benchmarks.targets.bare"
    label = "bare"
