from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class VielfaltConfig(AppConfig):
    """The project package: an app only for its management commands and checks, it owns no table."""

    name = "vielfalt"
    label = "vielfalt"

    def ready(self) -> None:
        """Know the deploy checks, and hear what the security log notes."""
        from vielfalt import checks, security_events  # noqa: F401, PLC0415 -- when apps are loaded

        security_events.listen()


class VielfaltStaticFilesConfig(StaticFilesConfig):
    """Serves what is built, not the sources it was built from (site/static/css/src)."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "src", "*.py"]
