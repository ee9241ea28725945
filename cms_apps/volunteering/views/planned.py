"""What is planned and can be recalled: a whole batch, or one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View

from cms_apps.volunteering import services
from cms_apps.volunteering.errors import TooLate
from cms_apps.volunteering.models import PlannedDecision
from cms_apps.volunteering.selectors import planned_batch
from cms_apps.volunteering.views.access import DeskMixin, OneApplicationMixin
from cms_apps.workflow.actors import Actor


class BatchView(DeskMixin, TemplateView):
    """What was planned together: until when it can be recalled, and what became of it."""

    template_name = "volunteering/desk/batch.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it; all recalled, or never planned, there is only the queue."""
        if self.rows:
            return super().get(request, *args, **kwargs)
        messages.info(request, _("Hier ist nichts mehr geplant."))
        return redirect("desk:queue")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rows, and which of them can be recalled."""
        waiting = [row for row in self.rows if row.is_open]
        decides = bool(self.decides_at)
        batch = {"rows": self.rows, "waiting": waiting, "first": self.rows[0], "may_decide": decides}
        return super().get_context_data(**{**kwargs, **batch})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Recall all that still waits."""
        waiting = [row for row in self.rows if row.is_open]
        recalled = services.recall_all(waiting, actor=Actor.staff(request.user))  # type: ignore[arg-type]
        text = ngettext("%(count)s Entscheidung ist zurückgeholt.", "%(count)s Entscheidungen sind zurückgeholt.", recalled)  # fmt: skip
        if recalled:
            messages.success(request, text % {"count": recalled})
        if recalled < len(waiting) or not waiting:
            messages.warning(request, str(TooLate.message))
        return redirect("desk:queue")

    @cached_property
    def rows(self) -> list[PlannedDecision]:
        """What is left of the batch, through the eyes of the person."""
        return planned_batch(self.request.user, self.kwargs["batch"])  # type: ignore[arg-type]


class RecallView(OneApplicationMixin, View):
    """The button beside one planned decision."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act on no GET."""
        return redirect("desk:application", number=self.application.number)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Recall it."""
        waiting = self.application.planned.filter(done_at=None)
        if services.recall_all(waiting, actor=self.actor):
            messages.success(request, _("Zurückgeholt. Es ist keine Mail hinausgegangen."))
        else:
            messages.warning(request, str(TooLate.message))
        return redirect("desk:application", number=self.application.number)
