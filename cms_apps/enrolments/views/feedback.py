"""Two questions after a course: by the link of a mail alone, for once nothing is remembered of who opens it.

The key stays in the address (and is masked in every log): a cookie would mark this browser as that of somebody who answered.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.generic import FormView

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.errors import FeedbackOver
from cms_apps.enrolments.forms.feedback import CourseFeedbackForm
from cms_apps.enrolments.mails.feedback import hash_of
from cms_apps.enrolments.selectors.feedback import open_tickets
from cms_apps.enrolments.services.feedback import give_feedback
from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.parameters.selectors import number

GONE = 410


class GiveFeedbackView(ReshowOnExpiredToken, FormView[CourseFeedbackForm]):
    """Opening it does nothing; whoever comes a second time, or too late, is told so."""

    form_class = CourseFeedbackForm
    template_name = "enrolments/feedback.html"
    run: CourseRun

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the course by the key."""
        found = open_tickets().filter(key_hash=hash_of(kwargs["token"])).select_related("run__organisation")
        ticket = found.first()
        if ticket is None:
            return self.over()
        self.run = ticket.run
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which course, and what is promised."""
        return super().get_context_data(
            **{**kwargs, "run": self.run, "least": number("course_feedback.least")}
        )

    def form_valid(self, form: CourseFeedbackForm) -> HttpResponse:
        """Keep it; of two taps one does."""
        try:
            give_feedback(self.kwargs["token"], **form.cleaned_data)
        except FeedbackOver:
            return self.over()
        return redirect("course_feedback:given")

    def over(self) -> HttpResponse:
        """The same page for a key that was used, is over or never was."""
        return render(self.request, "enrolments/feedback_over.html", status=GONE)


def given(request: HttpRequest) -> HttpResponse:
    """Thanks."""
    return render(request, "enrolments/feedback_given.html")
