from cms_apps.volunteering.models.application import Application
from cms_apps.volunteering.models.consent import Consent
from cms_apps.volunteering.models.draft import Draft
from cms_apps.volunteering.models.history import ApplicationHistory
from cms_apps.volunteering.models.language import ApplicationLanguage

__all__ = ["Application", "ApplicationHistory", "ApplicationLanguage", "Consent", "Draft"]
