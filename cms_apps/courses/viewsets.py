"""Courses in the admin."""

from typing import Any

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.base import ViewSetGroup

from cms_apps.courses import services
from cms_apps.courses.enums import RunState
from cms_apps.courses.forms.run import RunForm
from cms_apps.courses.models import CourseKind, CourseRun
from cms_apps.foundation.viewsets import CarefulViewSet
from cms_apps.workflow.actors import Actor


class OpensRegistration:
    """Mixin: after saving, bring the machine to what the form asks for."""

    def save_instance(self) -> CourseRun:
        """Save the run, then open or close it by its verb."""
        run: CourseRun = super().save_instance()  # type: ignore[misc]
        wanted = self.form.cleaned_data["registration_open"]  # type: ignore[attr-defined]
        actor = Actor.staff(self.request.user)  # type: ignore[attr-defined]
        if wanted and run.state == RunState.PLANNED:
            services.open_run(run, actor=actor)
        elif not wanted and run.state == RunState.OPEN:
            services.close_run(run, actor=actor)
        return run


class RunCreateView(OpensRegistration, CreateView):
    pass


class RunEditView(OpensRegistration, EditView):
    pass


class CourseKindViewSet(CarefulViewSet):
    model = CourseKind
    list_display = ["name", BooleanColumn("for_new_people", label="für Neue")]
    icon = "tag"
    panels = [
        FieldPanel("name"),
        FieldPanel("for_new_people"),
        FieldPanel("for_everybody"),
        FieldRowPanel([FieldPanel("least_units"), FieldPanel("most_units")]),
        InlinePanel("modules", heading="Module", label="Modul"),
    ]


class CourseRunViewSet(CarefulViewSet):
    model = CourseRun
    add_view_class = RunCreateView
    edit_view_class = RunEditView
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
    panels = [
        FieldPanel("title"),
        MultiFieldPanel([FieldPanel("organisation"), FieldPanel("kind")], heading="Wer und was"),
        MultiFieldPanel(
            [FieldPanel("mode"), FieldPanel("place_line"), FieldPanel("online_url"), FieldPanel("note")],
            heading="Wo",
        ),
        MultiFieldPanel([FieldPanel("languages"), FieldPanel("speakers")], heading="Wie"),
        MultiFieldPanel(
            [
                FieldPanel("capacity"),
                FieldPanel("minimum"),
                FieldPanel("closes_on"),
                FieldPanel("registration_open"),
            ],
            heading="Plätze",
        ),
        InlinePanel("dates", heading="Termine", label="Termin", min_num=1),
    ]

    def get_edit_handler(self) -> Any:
        """Use our form under the panels."""
        handler = super().get_edit_handler()
        handler.base_form_class = RunForm
        return handler


class CoursesGroup(ViewSetGroup):
    menu_label = "Kurse"
    menu_icon = "date"
    menu_order = 710
    items = (CourseRunViewSet("course-runs"), CourseKindViewSet("course-kinds"))
