from django.apps import AppConfig


class ParametersConfig(AppConfig):
    name = "cms_apps.parameters"
    label = "parameters"
    verbose_name = "Parameter"

    def ready(self) -> None:
        """Keep true what processes keep."""
        from cms_apps.parameters import figures, selectors  # noqa: PLC0415 -- models load after apps
        from cms_apps.parameters.models import Parameter, PublicFigure  # noqa: PLC0415 -- models load after apps

        selectors.KEPT.forget_with(Parameter)
        figures.KEPT.forget_with(PublicFigure)
