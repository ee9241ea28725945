from cms_apps.volunteering.models.application import (
    Application,
    ApplicationHistory,
    ApplicationLanguage,
    Consent,
)
from cms_apps.volunteering.models.draft import Draft

__all__ = ["Application", "ApplicationHistory", "ApplicationLanguage", "Consent", "Draft"]
