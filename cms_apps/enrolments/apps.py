from django.apps import AppConfig


class EnrolmentsConfig(AppConfig):
    name = "cms_apps.enrolments"
    label = "enrolments"

    def ready(self) -> None:
        """Register how long is kept what people need in a course, and what they thought of it."""
        from cms_apps.enrolments.services import feedback, needs  # noqa: PLC0415 -- models load after apps
        from cms_apps.foundation.privacy import register_rule  # noqa: PLC0415 -- as above

        register_rule(needs.RULE)
        register_rule(feedback.RULE)
