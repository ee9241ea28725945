from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "cms_apps.content"
    label = "content"
    verbose_name = "Inhalte"

    def ready(self) -> None:
        """Register the mails about barriers and how long reports are kept."""
        from cms_apps.content.barriers.mails import register_mails  # noqa: PLC0415 -- models load after apps
        from cms_apps.content.barriers.services import RULE  # noqa: PLC0415 -- as above
        from cms_apps.foundation.privacy import register_rule  # noqa: PLC0415 -- as above

        register_mails()
        register_rule(RULE)
