"""Applications and volunteers as subjects of the privacy engine: found by key, given out, erased."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import SubjectKind
from cms_apps.privacy.services import stamp_of
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.services.erasing import SUBJECT, VOLUNTEER_SUBJECT, erase, erase_volunteer
from cms_apps.volunteering.services.everything import as_json, left_as_json
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow.actors import Actor

ON_THEIR_WORD = Actor.applicant()  # whoever types the command, and whenever it is repeated


def erase_application(key: str) -> bool:
    """Erase an application by its key or number, without a mail; whether there was one."""
    application = _application(key)
    if application is not None:
        erase(application, actor=ON_THEIR_WORD)
    return application is not None


def export_application(key: str) -> bytes | None:
    """All about the person behind an application, as JSON."""
    application = _application(key)
    return None if application is None else as_json(application)


def erase_by_volunteer(key: str) -> bool:
    """Erase a volunteer with their application; whether anything went: of a funded course the name stays."""
    volunteer = _volunteer(key)
    if volunteer is None:
        return False
    application = getattr(volunteer, "application", None)
    if application is not None:
        erase(application, actor=ON_THEIR_WORD)
        return True
    if _is_proof_only(volunteer):
        return False
    erase_volunteer(volunteer, actor=ON_THEIR_WORD)
    return True


def export_by_volunteer(key: str) -> bytes | None:
    """All about a volunteer; of whoever has no application any more, the proof of courses that is left."""
    volunteer = _volunteer(key)
    if volunteer is None:
        return None
    application = getattr(volunteer, "application", None)
    return left_as_json(volunteer) if application is None else as_json(application)


SUBJECTS = (
    SubjectKind(SUBJECT, _("eine Bewerbung"), erase_application, export_application),
    SubjectKind(VOLUNTEER_SUBJECT, _("ein Ehrenamt"), erase_by_volunteer, export_by_volunteer),
)


def _application(key: str) -> Application | None:
    found = Application.objects.select_related("organisation", "volunteer")
    try:
        return found.filter(key=key).first()
    except ValidationError:  # no UUID: what people read on their letters
        return found.filter(number=key).first()


def _volunteer(key: str) -> Volunteer | None:
    """By number, or by the pseudonym of the journal: a restored database may give an old number to somebody else."""
    number, _dot, stamp = key.partition(".")
    found = Volunteer.objects.select_related("organisation", "application__organisation")
    one = found.filter(pk=int(number)).first() if number.isdecimal() else None
    return one if one is not None and stamp in {"", stamp_of(one.created_at)} else None


def _is_proof_only(volunteer: Volunteer) -> bool:
    return not volunteer.email and not volunteer.phone and not volunteer.is_here
