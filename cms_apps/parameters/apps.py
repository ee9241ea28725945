from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class ParametersConfig(AppConfig):
    name = "cms_apps.parameters"
    label = "parameters"
    verbose_name = "Parameter"

    def ready(self) -> None:
        """Keep the cache true (a signal for a cache only, models.md rule 10)."""
        from cms_apps.parameters.models import Parameter  # noqa: PLC0415 -- models load after apps
        from cms_apps.parameters.selectors import forget_cached  # noqa: PLC0415 -- models load after apps

        for signal in (post_save, post_delete):
            signal.connect(
                lambda **_: forget_cached(),
                sender=Parameter,
                weak=False,
                dispatch_uid=f"parameters-{id(signal)}",
            )
