"""Courses in the admin."""

from django.contrib.auth.models import AbstractBaseUser
from django.urls import URLPattern
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from cms_apps.courses.models import CourseKind, CourseRun
from cms_apps.foundation.viewsets import CarefulViewSet


class PlannedAtTheDesk(ModelPermissionPolicy):
    """Runs are seen here, and one that nobody is in can be deleted; planning is the desk's, where everybody hears of it."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        """Neither adding nor changing."""
        return action not in {"add", "change"} and bool(super().user_has_permission(user, action))


register_permission_policy(CourseRun, PlannedAtTheDesk(CourseRun))


class CourseKindViewSet(CarefulViewSet):
    model = CourseKind
    list_display = ["name", BooleanColumn("for_new_people", label="für Neue")]
    icon = "tag"
    panels = [
        FieldPanel("name"),
        FieldPanel("for_new_people"),
        FieldRowPanel([FieldPanel("least_units"), FieldPanel("most_units")]),
        InlinePanel("modules", heading="Module", label="Modul"),
    ]


class CourseRunViewSet(CarefulViewSet):
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
        """The list, one run to look at, and to delete it."""
        kept = {"index", "index_results", "inspect", "delete"}
        return [one for one in super().get_urlpatterns() if one.name in kept]


class CoursesGroup(ViewSetGroup):
    menu_label = "Kurse"
    menu_icon = "date"
    menu_order = 710
    items = (CourseRunViewSet("course-runs"), CourseKindViewSet("course-kinds"))
