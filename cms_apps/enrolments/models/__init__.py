from cms_apps.enrolments.models.attendance import Attendance
from cms_apps.enrolments.models.certificate import (
    CertificateCounter,
    CertificateHistory,
    CertificatePaper,
    CourseCertificate,
)
from cms_apps.enrolments.models.enrolment import Enrolment, EnrolmentHistory
from cms_apps.enrolments.models.feedback import CourseFeedback, FeedbackTicket
from cms_apps.enrolments.models.need import Need
from cms_apps.enrolments.models.registration import Registration
from cms_apps.enrolments.models.reminder import CourseReminder

__all__ = [
    "Attendance",
    "CertificateCounter",
    "CertificateHistory",
    "CertificatePaper",
    "CourseCertificate",
    "CourseFeedback",
    "CourseReminder",
    "Enrolment",
    "EnrolmentHistory",
    "FeedbackTicket",
    "Need",
    "Registration",
]
