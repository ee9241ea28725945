"""Courses in the admin."""

from django.urls import URLPattern
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from cms_apps.courses.models import CourseKind, CourseRun
from cms_apps.foundation.viewsets import CarefulViewSet, LookOnly

# Planning is the desk's, where everybody in a run hears of a change.
register_permission_policy(CourseRun, LookOnly(CourseRun))


class CourseKindViewSet(CarefulViewSet):
    model = CourseKind
    list_display = ["name", BooleanColumn("for_new_people", label="für Neue")]
    icon = "tag"
    panels = [
        FieldPanel("name"),
        FieldPanel("for_new_people"),
        FieldPanel("for_everybody"),
        FieldPanel("is_funded"),
        FieldPanel("gives_certificate"),
        FieldRowPanel([FieldPanel("least_units"), FieldPanel("most_units")]),
        InlinePanel("modules", heading="Module", label="Modul"),
    ]


class CourseRunViewSet(ModelViewSet):
    model = CourseRun
    form_fields: list[str] = []
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields = [
        "title",
        "organisation",
        "kind",
        "state",
        "mode",
        "place_line",
        "languages",
        "note",
        "capacity",
        "minimum",
        "taken",
        "closes_on",
        "procedure",
    ]
    list_display = [
        "title",
        "organisation",
        Column("get_state_display", label="Stand"),
        Column("taken", label="Belegt"),
        "capacity",
    ]
    list_filter = ["organisation", "kind"]
    search_fields = ["title"]
    icon = "date"

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list, and one run."""
        shown = {"index", "index_results", "inspect"}
        return [one for one in super().get_urlpatterns() if one.name in shown]


class CoursesGroup(ViewSetGroup):
    menu_label = "Kurse"
    menu_icon = "date"
    menu_order = 710
    items = (CourseRunViewSet("course-runs"), CourseKindViewSet("course-kinds"))
