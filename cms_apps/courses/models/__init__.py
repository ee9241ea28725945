from cms_apps.courses.models.kind import CourseKind
from cms_apps.courses.models.run import CourseDate, CourseRun, CourseRunHistory

__all__ = ["CourseDate", "CourseKind", "CourseRun", "CourseRunHistory"]
