from cms_apps.volunteering.models.application import Application
from cms_apps.volunteering.models.consent import Consent
from cms_apps.volunteering.models.correction import Correction
from cms_apps.volunteering.models.draft import Draft
from cms_apps.volunteering.models.email_change import EmailChange
from cms_apps.volunteering.models.erasure import ErasureRequest
from cms_apps.volunteering.models.forward import ForwardProposal
from cms_apps.volunteering.models.history import ApplicationHistory
from cms_apps.volunteering.models.importing import ImportRun
from cms_apps.volunteering.models.language import ApplicationLanguage
from cms_apps.volunteering.models.message import Message
from cms_apps.volunteering.models.note import Note
from cms_apps.volunteering.models.planned import PlannedDecision
from cms_apps.volunteering.models.talk import FirstTalk

__all__ = [
    "Application",
    "ApplicationHistory",
    "ApplicationLanguage",
    "Consent",
    "Correction",
    "Draft",
    "EmailChange",
    "ErasureRequest",
    "FirstTalk",
    "ForwardProposal",
    "ImportRun",
    "Message",
    "Note",
    "PlannedDecision",
]
