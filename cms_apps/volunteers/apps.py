from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "cms_apps.volunteers"
    label = "volunteers"

    def ready(self) -> None:
        """Let whoever takes part sign in by a code."""
        from cms_apps.accounts import sign_in_codes  # noqa: PLC0415 -- models load after apps
        from cms_apps.volunteers import selectors  # noqa: PLC0415 -- as above

        sign_in_codes.register(selectors.is_known_volunteer)
