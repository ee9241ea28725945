from cms_apps.volunteers.models.certificate import Answer, CertificateNote
from cms_apps.volunteers.models.request import AccompanimentRequest
from cms_apps.volunteers.models.volunteer import Volunteer, VolunteerHistory

__all__ = ["AccompanimentRequest", "Answer", "CertificateNote", "Volunteer", "VolunteerHistory"]
