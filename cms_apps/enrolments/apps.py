from django.apps import AppConfig


class EnrolmentsConfig(AppConfig):
    name = "cms_apps.enrolments"
    label = "enrolments"

    def ready(self) -> None:
        """Register mails to guests, the making of certificates, and how long is kept what people say around a course."""
        from cms_apps.enrolments.mails.registration import register_mails  # noqa: PLC0415 -- models load after apps
        from cms_apps.enrolments.services import certificate_papers, feedback, needs, registering  # noqa: PLC0415 -- as above
        from cms_apps.foundation.privacy import register_rule, register_subject  # noqa: PLC0415 -- as above
        from cms_apps.outbox.registry import register  # noqa: PLC0415 -- as above

        register_rule(needs.RULE)
        register_rule(feedback.RULE)
        register_rule(registering.RULE)
        for subject in registering.SUBJECTS:
            register_subject(subject)
        register(certificate_papers.MAKE_PAPER, certificate_papers.HANDLER)
        register_mails()
