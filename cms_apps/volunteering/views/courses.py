"""Courses that a volunteer may enrol in, from the status page."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.enums import EnrolmentState
from cms_apps.enrolments.selectors import at_the_same_time, runs_for
from cms_apps.enrolments.services.seats import room_of
from cms_apps.volunteering import services
from cms_apps.volunteering.views.status import OwnApplicationView, OwnVerbView

CAME_OF_IT: dict[EnrolmentState, Any] = {
    EnrolmentState.ENROLLED: _("Sie haben einen Platz im Kurs „%(course)s“."),
    EnrolmentState.WAITING: _("Sie stehen auf der Warteliste für den Kurs „%(course)s“."),
    EnrolmentState.ASKED: _("Ihre Anmeldung zum Kurs „%(course)s“ ist da."),
}


class OwnCoursesView(OwnApplicationView):
    """What is open: at the own organisation and at the centre."""

    template_name = "volunteering/place/choose.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The runs, soonest first."""
        return super().get_context_data(runs=runs_of(self), **kwargs)


class EnrolView(OwnVerbView):
    """One course, and the button."""

    template_name = "volunteering/place/enrol.html"

    def is_possible(self) -> bool:
        """While the course takes people from here."""
        return runs_of(self).filter(pk=self.kwargs["run"]).exists()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The course with its dates, and whether a place is left for somebody from here."""
        run = runs_of(self).get(pk=self.kwargs["run"])
        volunteer: Any = self.application.volunteer
        left = room_of(run.pk).left_for(volunteer.organisation_id)
        clashes = at_the_same_time(run, [volunteer.pk]).get(volunteer.pk, [])
        words = {"run": run, "dates": list(run.dates.all()), "is_free": left > 0, "clashes": clashes}
        return super().get_context_data(**{**kwargs, **words})

    def act(self) -> None:
        """Enrol."""
        run = CourseRun.objects.filter(pk=self.kwargs["run"]).first()
        if run is None:
            raise Http404
        enrolment = services.enrol_in_course(self.application, run)
        self.done = CAME_OF_IT[EnrolmentState(enrolment.state)] % {"course": run.title}


def runs_of(view: OwnApplicationView) -> QuerySet[CourseRun]:
    """What the person of an application may enrol in; nothing before they take part."""
    volunteer = view.application.volunteer
    if volunteer is None or not volunteer.is_here:
        return CourseRun.objects.none()
    return runs_for(volunteer)
