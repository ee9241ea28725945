from django.apps import AppConfig


class VolunteersConfig(AppConfig):
    name = "cms_apps.volunteers"
    label = "volunteers"

    def ready(self) -> None:
        """Let whoever takes part sign in by a code; register mails, retention and subjects of requests."""
        from cms_apps.accounts import sign_in_codes  # noqa: PLC0415 -- models load after apps
        from cms_apps.foundation.privacy import register_rule, register_subject  # noqa: PLC0415 -- as above
        from cms_apps.volunteers import selectors  # noqa: PLC0415 -- as above
        from cms_apps.volunteers.mails import register_mails  # noqa: PLC0415 -- as above
        from cms_apps.volunteers.services import requests  # noqa: PLC0415 -- as above

        sign_in_codes.register(selectors.is_known_volunteer)
        register_mails()
        register_rule(requests.RULE)
        for subject in requests.SUBJECTS:
            register_subject(subject)
