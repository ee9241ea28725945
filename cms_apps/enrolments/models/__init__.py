from cms_apps.enrolments.models.enrolment import Enrolment, EnrolmentHistory
from cms_apps.enrolments.models.need import Need

__all__ = ["Enrolment", "EnrolmentHistory", "Need"]
