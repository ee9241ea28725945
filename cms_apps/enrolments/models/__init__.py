from cms_apps.enrolments.models.enrolment import Enrolment, EnrolmentHistory

__all__ = ["Enrolment", "EnrolmentHistory"]
