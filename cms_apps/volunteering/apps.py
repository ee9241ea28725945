from django.apps import AppConfig


class VolunteeringConfig(AppConfig):
    name = "cms_apps.volunteering"
    label = "volunteering"
    verbose_name = "Bewerbungen"

    def ready(self) -> None:
        """Register the mails of this app, what it plans, how long it keeps what, whom it can erase, and whom it knows."""
        from cms_apps.accounts import sign_in_codes  # noqa: PLC0415 -- models load after apps
        from cms_apps.foundation.privacy import register_rule, register_subject  # noqa: PLC0415 -- models load after apps
        from cms_apps.organisations.services import when_member_leaves  # noqa: PLC0415 -- as above
        from cms_apps.outbox.registry import register  # noqa: PLC0415 -- as above
        from cms_apps.volunteering import selectors  # noqa: PLC0415 -- as above
        from cms_apps.volunteering.mails import HANDLERS  # noqa: PLC0415 -- as above
        from cms_apps.volunteering.services import assigning, planning, retention, subjects  # noqa: PLC0415 -- as above

        sign_in_codes.register(selectors.is_known_applicant)
        when_member_leaves(assigning.release)
        for kind, handler in {**HANDLERS, planning.PLANNED: planning.planned_handler}.items():
            register(kind, handler)
        for rule in retention.RULES:
            register_rule(rule)
        for subject in subjects.SUBJECTS:
            register_subject(subject)
