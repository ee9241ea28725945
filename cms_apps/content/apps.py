from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "cms_apps.content"
    label = "content"
    verbose_name = "Inhalte"

    def ready(self) -> None:
        """Register mails, how long barriers, previews and feedback are kept, and days in forms; keep the register true."""
        from cms_apps.content import admin_days  # noqa: PLC0415 -- models load after apps
        from cms_apps.content.barriers import mails as barrier_mails  # noqa: PLC0415 -- models load after apps
        from cms_apps.content.barriers import services as barrier_services  # noqa: PLC0415 -- as above
        from cms_apps.content.blocks.press import SPEAKERS  # noqa: PLC0415 -- as above
        from cms_apps.content.feedback import services as feedback_services  # noqa: PLC0415 -- as above
        from cms_apps.content.models import Spokesperson  # noqa: PLC0415 -- as above
        from cms_apps.content.previews import mails as preview_mails  # noqa: PLC0415 -- as above
        from cms_apps.content.previews import services as preview_services  # noqa: PLC0415 -- as above
        from cms_apps.foundation.privacy import register_rule  # noqa: PLC0415 -- as above

        admin_days.ask_for_possible_days()
        barrier_mails.register_mails()
        preview_mails.register_mails()
        SPEAKERS.forget_with(Spokesperson)
        register_rule(barrier_services.RULE)
        register_rule(feedback_services.RULE)
        register_rule(preview_services.RULE)
