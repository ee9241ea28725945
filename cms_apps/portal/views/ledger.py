"""The ledger (Abrechnung): courses of a year in figures, one of them with its proof of use, and both as files."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import TemplateView
from django.views.generic.base import View

from cms_apps.courses.transitions import COURSE_RUN
from cms_apps.foundation.days import FIRST_YEAR, LAST_YEAR
from cms_apps.foundation.tables import CONTENT_TYPES, XLSX
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.views.access import DeskMixin
from cms_apps.portal.views.courses import OneRunMixin
from cms_apps.reports.selectors.ledger import count_of_gaps, ledger_of, line_of
from cms_apps.reports.services import export_proof, export_year
from cms_apps.reports.services.proofs import PDF
from cms_apps.workflow.machine import available, last_history_id

TYPES = {XLSX: CONTENT_TYPES[XLSX], PDF: "application/pdf"}


def file(data: bytes, name: str, kind: str) -> HttpResponse:
    """A file to be kept."""
    head = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(data, content_type=TYPES[kind], headers=head)


class FirstLedgerView(DeskMixin, View):
    """To the present year of the own organisation, of several to the first."""

    http_method_names: Any = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead there."""
        return redirect(
            "courses:ledger", organisation=self.organisations[0].pk, year=timezone.localdate().year
        )


class YearMixin(DeskMixin):
    """A year of an own organisation; a foreign one is a missing one (404)."""

    kwargs: Any

    @property
    def organisation(self) -> HostOrganisation:
        """The organisation of the address."""
        found = next((one for one in self.organisations if one.pk == self.kwargs["organisation"]), None)
        if found is None or not FIRST_YEAR <= self.kwargs["year"] < LAST_YEAR:
            raise Http404
        return found


class LedgerView(YearMixin, TemplateView):
    """Each course of a year, and what may be granted for it at most; names nobody, so every member reads it."""

    template_name = "portal/courses/ledger.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The table and its totals."""
        ledger = ledger_of(self.organisation, kwargs.pop("year"))
        return super().get_context_data(
            **{**kwargs, "organisation": ledger.organisation},
            ledger=ledger,
            others=[one for one in self.organisations if one.pk != ledger.organisation.pk],
            decides=ledger.organisation.pk in self.decides_at,
        )


class LedgerFileView(YearMixin, View):
    """A year as XLSX, by a button: it is written down, so a link must not make it."""

    http_method_names: Any = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make nothing."""
        return redirect("courses:ledger", organisation=self.organisation.pk, year=kwargs["year"])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it."""
        data = export_year(self.organisation, kwargs["year"], user=request.user)  # type: ignore[arg-type]
        return file(data, f"abrechnung-{kwargs['year']}", XLSX)


class ProofView(OneRunMixin, TemplateView):
    """One course in figures, its proof of use as files, and the verb that notes it as accounted for. Names nobody."""

    template_name = "portal/courses/proof.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The figures, and the step that is next."""
        line = line_of(self.run.pk)
        if line is None:
            raise Http404
        return super().get_context_data(
            **{**kwargs, "run": self.run},
            line=line,
            gaps=count_of_gaps(self.run.pk),
            decides=self.decides,
            kinds=tuple(TYPES),
            may_settle=self.decides and "settle" in available(COURSE_RUN, self.run, self.actor),
            expected=last_history_id(self.run),
        )


class ProofFileView(OneRunMixin, View):
    """Figures and participants of one course as a file, by a button; for who leads it, others of the team get 403."""

    http_method_names: Any = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make nothing."""
        return redirect("courses:proof", run=self.run.pk)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it."""
        if not self.decides:
            raise PermissionDenied
        if kwargs["kind"] not in TYPES:
            raise Http404
        data = export_proof(self.run, kwargs["kind"], user=request.user)  # type: ignore[arg-type]
        if data is None:
            raise Http404
        return file(data, f"verwendungsnachweis-{self.run.pk}", kwargs["kind"])
