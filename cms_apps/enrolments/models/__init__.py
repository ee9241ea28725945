from cms_apps.enrolments.models.attendance import Attendance
from cms_apps.enrolments.models.enrolment import Enrolment, EnrolmentHistory

__all__ = ["Attendance", "Enrolment", "EnrolmentHistory"]
