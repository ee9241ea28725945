"""Taking people and applications out, at the desk."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView, View

from cms_apps.foundation.tables import CONTENT_TYPES
from cms_apps.organisations.views.access import DeskMixin
from cms_apps.reports.models import TABLES, Exported
from cms_apps.reports.selectors.tables import exports_of
from cms_apps.reports.services import export


class ExportsView(DeskMixin, TemplateView):
    """What can be taken out, and what was."""

    template_name = "reports/exports.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One section for each own organisation."""
        hosts = [(one, exports_of(one)) for one in self.organisations]
        return super().get_context_data(
            hosts=hosts, what=TABLES, kinds=tuple(CONTENT_TYPES), decides=self.decides_at, **kwargs
        )


class ExportView(DeskMixin, View):
    """One file, by a button: it is written down, so a link must not make it."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make nothing."""
        self.organisation()
        return redirect("reports:exports")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it."""
        what, kind = kwargs["what"], kwargs["kind"]
        organisation = self.organisation()
        if kind not in CONTENT_TYPES or what not in TABLES:
            raise Http404
        data = export(Exported(what), kind, organisation=organisation, user=request.user)  # type: ignore[arg-type]
        head = {"Content-Disposition": f'attachment; filename="{what}.{kind}"'}
        return HttpResponse(data, content_type=CONTENT_TYPES[kind], headers=head)

    def organisation(self) -> Any:
        """The organisation of the address; a foreign one is a missing one."""
        found = next((one for one in self.organisations if one.pk == self.kwargs["organisation"]), None)
        if found is None:
            raise Http404
        return found
