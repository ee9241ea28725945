"""Courses in the admin."""

from wagtail import hooks

from cms_apps.courses.viewsets import CoursesGroup


@hooks.register("register_admin_viewset")
def courses() -> CoursesGroup:
    """Kurse und Kursarten."""
    return CoursesGroup()
