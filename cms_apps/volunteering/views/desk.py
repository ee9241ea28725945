"""The queue, and one application."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.views.generic import TemplateView

from cms_apps.enrolments.selectors import live_enrolments
from cms_apps.volunteering.selectors import QueuePage, desk_counts, queue_page
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.volunteering.views.access import DeskMixin, OneApplicationMixin
from cms_apps.workflow.machine import available, last_history_id


class QueueView(DeskMixin, TemplateView):
    """Overdue and oldest first; decided and kept ones on pages of their own."""

    template_name = "volunteering/desk/queue.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of the queue and the counts beside it."""
        shelf = self.request.GET.get("stand", "")
        decided, kept = shelf == "entschieden", shelf == "vorgemerkt"
        page: QueuePage = queue_page(
            self.organisations, decided=decided, kept=kept, after=self.request.GET.get("nach", "")
        )
        own = {"stand": shelf} if decided or kept else {}
        return super().get_context_data(
            page=page,
            next_url=f"?{urlencode({**own, 'nach': page.next_after})}" if page.next_after else "",
            first_url="" if page.is_first else f"{self.request.path}?{urlencode(own)}",
            counts=desk_counts(self.organisations),
            decided=decided,
            kept=kept,
            several=len(self.organisations) > 1,
            **kwargs,
        )


class ApplicationView(OneApplicationMixin, TemplateView):
    """Everything about one application, and the verbs that this person may use now."""

    template_name = "volunteering/desk/application.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Answers, history and buttons."""
        application = self.application
        return super().get_context_data(
            application=application,
            languages=list(application.languages.all()),
            history=list(application.history.select_related("actor")),
            enrolments=list(live_enrolments(application.volunteer_id)) if application.volunteer_id else [],
            verbs=available(APPLICATION, application, self.actor),
            expected=last_history_id(application),
            **kwargs,
        )

    def show(self, *, problem: str, status: int) -> HttpResponse:
        """The page with a sentence about what went wrong."""
        return self.render_to_response(self.get_context_data(problem=problem), status=status)
