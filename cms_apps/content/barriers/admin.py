"""Reported barriers in the Wagtail admin: a list by the day of the answer, and a page to answer (German, as the admin)."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.views.generic import FormView
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.model import ModelViewSet

from cms_apps.content.barriers.forms import AnswerForm
from cms_apps.content.barriers.services import AlreadyAnsweredError, answer_barrier
from cms_apps.content.models import BarrierReport


class AnswerView(PermissionRequiredMixin, WagtailAdminTemplateMixin, FormView[AnswerForm]):
    """One barrier: what was reported, by when it has to be answered, the answer."""

    permission_required = "content.change_barrierreport"
    raise_exception = True
    template_name = "content/admin/answer.html"
    form_class = AnswerForm
    header_icon = "warning"
    page_title = "Gemeldete Barriere"
    report: BarrierReport

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Find it for whoever may see it."""
        if self.has_permission():
            self.report = get_object_or_404(BarrierReport, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What was reported."""
        return super().get_context_data(report=self.report, **kwargs)

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        """Answer; of two editors one does."""
        try:
            answer_barrier(self.report, text=form.cleaned_data["text"], user=self.request.user)  # type: ignore[arg-type]
        except AlreadyAnsweredError:
            messages.error(self.request, "Diese Meldung ist schon beantwortet.")
        else:
            messages.success(self.request, "Beantwortet.")
        return redirect("barriers:index")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the list."""
        index = {"url": reverse("barriers:index"), "label": "Barrieren"}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]


class BarriersViewSet(ModelViewSet):
    """What was reported, the most urgent first."""

    name = "barriers"
    model = BarrierReport
    icon = "warning"
    menu_label = "Barrieren"
    menu_order = 350
    add_to_admin_menu = True
    form_fields: list[str] = []
    copy_view_enabled = False
    ordering = ["answered_at", "answer_by"]
    list_display = [
        TitleColumn(
            "text",
            label="Barriere",
            accessor=lambda row: row.text[:80],
            get_url=lambda row: reverse("barriers:answer", args=[row.pk]),
        ),
        Column("path", label="Seite"),
        Column("answer_by", label="Antwort bis"),
        Column("state", label="Stand", accessor=lambda row: row.state_label),
    ]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """No button leads to a form that there is not, for whoever has every right."""
        nowhere = dict.fromkeys(("add_url_name", "edit_url_name", "delete_url_name"))
        return {**super().get_index_view_kwargs(**kwargs), **nowhere}

    def get_urlpatterns(self) -> list[URLPattern]:
        """The list and the page to answer; no row is made or changed by a form of Wagtail's."""
        shown = [one for one in super().get_urlpatterns() if one.name in {"index", "index_results"}]
        return [*shown, path("<int:pk>/antworten/", AnswerView.as_view(), name="answer")]
