"""Courses on offer (Kurse)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms_apps.content.models import BasePage, WithBody, WithContact, editorial
from cms_apps.pages.course_list import CourseList


class CoursesPage(WithBody, WithContact, BasePage):
    """All courses that take people, by district and form: `?kreis=06414&form=online`."""

    privacy = editorial(_("zeigen, welche Kurse es gibt"))

    shown_with = ("contact",)
    content_panels = [*BasePage.content_panels, *WithBody.body_panels, *WithContact.contact_panels]
    search_fields = [*BasePage.search_fields, *WithBody.body_search_fields]
    max_count_per_parent = 1
    parent_page_types = ["pages.HomePage", "pages.SectionPage"]
    subpage_types: list[str] = []
    page_description = "Die Kurse, für die man sich melden kann."

    class Meta:
        verbose_name = "Kursangebot"
        verbose_name_plural = "Kursangebote"

    def furniture(self, request: Any) -> dict[str, Any]:
        """The courses that the words of the address find, for people and for search engines."""
        courses = CourseList(request.GET)
        return {"courses": courses, "structured_data": courses.structured_data()}
