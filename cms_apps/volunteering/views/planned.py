"""What is planned and can be recalled: a whole batch, or one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View

from cms_apps.volunteering import services
from cms_apps.volunteering.errors import TooLate
from cms_apps.volunteering.models import PlannedDecision
from cms_apps.volunteering.selectors import planned_batch
from cms_apps.volunteering.views.access import DeskMixin, OneApplicationMixin
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted


class BatchView(DeskMixin, TemplateView):
    """What was planned together: until when it can be recalled, and what became of it."""

    template_name = "volunteering/desk/batch.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rows; all recalled is as good as never planned."""
        rows = self._rows()
        if not rows:
            raise Http404
        waiting = [row for row in rows if row.is_open]
        batch = {"rows": rows, "waiting": waiting, "first": rows[0], "may_decide": bool(self.decides_at)}
        return super().get_context_data(**{**kwargs, **batch})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Recall all that still waits."""
        recalled, waiting = 0, [row for row in self._rows() if row.is_open]
        for row in waiting:
            recalled += _recalled(row, request)
        text = ngettext("%(count)s Entscheidung ist zurückgeholt.", "%(count)s Entscheidungen sind zurückgeholt.", recalled)  # fmt: skip
        if recalled:
            messages.success(request, text % {"count": recalled})
        if recalled < len(waiting) or not waiting:
            messages.warning(request, str(TooLate.message))
        return redirect("desk:queue")

    def _rows(self) -> list[PlannedDecision]:
        return planned_batch(self.request.user, self.kwargs["batch"])  # type: ignore[arg-type]


class RecallView(OneApplicationMixin, View):
    """The button beside one planned decision."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Act on no GET."""
        return redirect("desk:application", number=self.application.number)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Recall it."""
        planned = self.application.planned.filter(done_at=None).first()
        if planned is not None and _recalled(planned, request):
            messages.success(request, _("Zurückgeholt. Es ist keine Mail hinausgegangen."))
        else:
            messages.warning(request, str(TooLate.message))
        return redirect("desk:application", number=self.application.number)


def _recalled(planned: PlannedDecision, request: HttpRequest) -> bool:
    try:
        services.recall(planned, actor=Actor.staff(request.user))  # type: ignore[arg-type]
    except TooLate:
        return False
    except NotPermitted as error:
        raise PermissionDenied from error
    return True
