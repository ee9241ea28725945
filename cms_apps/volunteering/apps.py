from django.apps import AppConfig


class VolunteeringConfig(AppConfig):
    name = "cms_apps.volunteering"
    label = "volunteering"
    verbose_name = "Bewerbungen"

    def ready(self) -> None:
        """Register the mails of this app, and what it plans."""
        from cms_apps.organisations.services import when_member_leaves  # noqa: PLC0415 -- models load after apps
        from cms_apps.outbox.registry import register  # noqa: PLC0415 -- models load after apps
        from cms_apps.volunteering.mails import HANDLERS  # noqa: PLC0415 -- models load after apps
        from cms_apps.volunteering.services import assigning, planning  # noqa: PLC0415 -- models load after apps

        when_member_leaves(assigning.release)
        for kind, handler in {**HANDLERS, planning.PLANNED: planning.planned_handler}.items():
            register(kind, handler)
