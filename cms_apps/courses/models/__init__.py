from cms_apps.courses.models.kind import CourseKind, CourseModule
from cms_apps.courses.models.quota import SeatQuota
from cms_apps.courses.models.run import CourseDate, CourseRun, CourseRunHistory

__all__ = ["CourseDate", "CourseKind", "CourseModule", "CourseRun", "CourseRunHistory", "SeatQuota"]
