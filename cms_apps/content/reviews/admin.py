"""Pages to review in the Wagtail admin: the list, one page's review, one click (German, as the admin)."""

from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import PageReportView
from wagtail.models import Page

from cms_apps.content.models import PageReview
from cms_apps.content.reviews.forms import ReviewForm
from cms_apps.content.reviews.selectors import pages_to_review, people_in_charge
from cms_apps.content.reviews.services import mark_reviewed, put_in_charge


def _page_for(request: HttpRequest, page_id: int) -> Page:
    """For whoever may change it."""
    page: Page = get_object_or_404(Page, pk=page_id, depth__gt=1)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


class ReviewFilterSet(WagtailFilterSet):
    """Whose, and whether the day has come."""

    in_charge = django_filters.ModelChoiceFilter(
        label="Zuständig",
        queryset=lambda request: people_in_charge(request.user),
        method="narrow_to_person",
    )
    due = django_filters.ChoiceFilter(
        label="Stand", choices=[("ja", "überfällig"), ("nein", "noch nicht fällig")], method="narrow_to_state"
    )

    class Meta:
        model = Page
        fields: list[str] = []

    def narrow_to_person(self, pages: Any, name: str, person: Any) -> Any:
        """Those of one person."""
        return pages.filter(in_charge=person.pk)

    def narrow_to_state(self, pages: Any, name: str, word: str) -> Any:
        """Those whose day has come, or the others."""
        now = timezone.now()
        return pages.filter(due_at__lte=now) if word == "ja" else pages.filter(due_at__gt=now)


class ReviewsView(PageReportView):
    """All pages with their day, the longest overdue first."""

    page_title = "Zu prüfen"
    header_icon = "date"
    index_url_name = "reviews"
    index_results_url_name = "reviews_results"
    results_template_name = "content/admin/reviews_results.html"
    filterset_class = ReviewFilterSet
    any_permission_required = ["add", "change", "publish"]
    list_export = ["title", "due_at", "person"]
    export_headings = {"title": "Seite", "due_at": "Zu prüfen am", "person": "Zuständig"}

    def get_queryset(self) -> Any:
        """What this person may change."""
        self.queryset = pages_to_review(self.request.user)
        return super().get_queryset()

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Each row with its person, all of them in one query."""
        pages = list(object_list)
        people = people_in_charge(self.request.user).in_bulk({page.in_charge for page in pages})
        for page in pages:
            person = people.get(page.in_charge)
            page.person = (person.get_full_name() or str(person)) if person else ""
            page.is_overdue = page.due_at <= timezone.now()
        return pages


class ReviewView(WagtailAdminTemplateMixin, FormView[ReviewForm]):
    """One page: who looks after it, and when it is due."""

    template_name = "content/admin/review.html"
    header_icon = "date"
    page_title = "Zuständigkeit und Prüfung"
    form_class = ReviewForm
    page: Page

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find it for whoever may change it."""
        self.page = _page_for(request, kwargs["page_id"])
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """What was agreed."""
        review = PageReview.objects.filter(page=self.page).first()
        day = timezone.localdate(review.due_at) if review and review.due_at else None
        return {"responsible": review.responsible_id if review else self.page.owner_id, "day": day}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which page."""
        return super().get_context_data(page=self.page, **kwargs)

    def form_valid(self, form: ReviewForm) -> HttpResponse:
        """Keep it, and back to the page."""
        put_in_charge(self.page, responsible=form.cleaned_data["responsible"], day=form.cleaned_data["day"])
        messages.success(self.request, "Gespeichert.")
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def get_page_subtitle(self) -> str:
        """Of which page."""
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Below the page."""
        edit = {
            "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            "label": self.get_page_subtitle(),
        }
        return [*self.breadcrumbs_items, edit, {"url": "", "label": self.page_title}]


@require_POST
def page_reviewed(request: HttpRequest, page_id: int) -> HttpResponse:
    """One click: somebody has read it."""
    page = _page_for(request, page_id)
    review = mark_reviewed(page)
    until = timezone.localdate(review.due_at)
    messages.success(request, f"„{page.title}“ ist geprüft. Das nächste Mal am {until:%d.%m.%Y}.")
    return redirect("reviews")
