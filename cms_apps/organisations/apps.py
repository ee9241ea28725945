from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "cms_apps.organisations"
    label = "organisations"
    verbose_name = "Träger"

    def ready(self) -> None:
        """Register the mails of this app."""
        from cms_apps.organisations import mails  # noqa: PLC0415 -- models load after apps
        from cms_apps.outbox.registry import register  # noqa: PLC0415 -- models load after apps

        register(mails.INVITATION, mails.invitation_handler)
