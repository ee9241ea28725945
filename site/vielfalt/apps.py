from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class VielfaltConfig(AppConfig):
    """The project package: an app only for its management commands and checks, it owns no table."""

    name = "vielfalt"
    label = "vielfalt"

    def ready(self) -> None:
        """Know the deploy checks."""
        from vielfalt import checks  # noqa: F401, PLC0415 -- registers them, when apps are loaded


class VielfaltStaticFilesConfig(StaticFilesConfig):
    """Serves what is built, not the sources it was built from (site/static/css/src)."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "src", "*.py"]
