"""Courses on offer (Kurse)."""

import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import condition
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from cms_apps.content.models import BasePage, WithBody, WithContact, editorial
from cms_apps.courses.selectors import shown_run
from cms_apps.foundation.calendars import MEDIA_TYPE, calendar_file
from cms_apps.pages.course_data import as_course
from cms_apps.pages.course_list import CourseList

FILE_NAME = "kurse.ics"


class CoursesPage(RoutablePageMixin, WithBody, WithContact, BasePage):
    """All courses that take people, by district and form: `?kreis=06414&form=online`; each has a page below."""

    privacy = editorial(gettext_lazy("zeigen, welche Kurse es gibt"))

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
        address = self.get_full_url(request) or ""
        return {"courses": courses, "structured_data": courses.structured_data(address)}

    @path("kalender/")
    def calendar_view(self, request: HttpRequest) -> HttpResponseBase:
        """The dates of the courses that are found, to be subscribed to; 304 while nothing has changed."""
        entries = CourseList(request.GET).entries(self.get_full_url(request) or "")
        content = calendar_file(entries, name=_("Kurse, für die man sich melden kann"))
        mark = hashlib.sha256(content).hexdigest()[:32]

        def answer(_request: HttpRequest) -> HttpResponse:
            disposition = {"Content-Disposition": f'inline; filename="{FILE_NAME}"'}
            return HttpResponse(content, content_type=f"{MEDIA_TYPE}; charset=utf-8", headers=disposition)

        found: HttpResponseBase = condition(etag_func=lambda _: f'"{mark}"')(answer)(request)
        return found

    @path("<int:number>/")
    def course_view(self, request: HttpRequest, number: int) -> HttpResponseBase:
        """One course: what, when, where, how to take part."""
        run = shown_run(number)
        if run is None:
            raise Http404
        url = f"{self.get_full_url(request) or ''}{run.pk}/"
        # An event is no course to machines; its page among the events tells them.
        words = {"run": run, "structured_data": None if run.kind.for_everybody else as_course(run, url=url)}
        return self.render(request, context_overrides=words, template="pages/course_page.html")
