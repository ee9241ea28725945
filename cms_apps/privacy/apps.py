from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "cms_apps.privacy"
    label = "privacy"
    verbose_name = "Datenschutz"

    def ready(self) -> None:
        """Register accounts as subjects, and the rules for what third parties leave behind."""
        from cms_apps.foundation.privacy import SubjectKind, register_rule, register_subject  # noqa: PLC0415 -- models load after apps
        from cms_apps.privacy.rules import RULES  # noqa: PLC0415 -- as above
        from cms_apps.privacy.services import erase_account, export_account  # noqa: PLC0415 -- as above

        register_subject(SubjectKind("account", _("ein Konto"), erase_account, export_account))
        for rule in RULES:
            register_rule(rule)
