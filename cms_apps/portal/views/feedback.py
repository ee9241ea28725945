"""What people thought of a course, for who leads it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from cms_apps.enrolments.selectors.feedback import results_of
from cms_apps.portal.views.courses import OneRunMixin


class FeedbackView(OneRunMixin, TemplateView):
    """The answers as far as they may be seen; the rest of the team gets 403."""

    template_name = "portal/courses/feedback.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it to who decides about the course."""
        if not self.decides:
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What may be seen now."""
        return super().get_context_data(**{**kwargs, "run": self.run, "results": results_of(self.run.pk)})
