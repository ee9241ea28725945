"""The engagement record of whoever is signed in to Mein Bereich: a page, and a paper for each person."""

from typing import Any, cast

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.views.generic import TemplateView

from cms_apps.accounts.mailboxes import proved_address
from cms_apps.accounts.models import User
from cms_apps.foundation import counters
from cms_apps.parameters.selectors import number
from cms_apps.reports.selectors.engagement import records_of
from cms_apps.reports.services.engagement import engagement_pdf

PAPERS, TOO_MANY = "engagement", 429


class EngagementView(LoginRequiredMixin, TemplateView):
    """Everybody behind the proved address of the account, each with what their organisations keep."""

    template_name = "portal/engagement.html"
    login_url = reverse_lazy("account_request_login_code")

    @property
    def user(self) -> User:
        """Who is signed in."""
        return cast("User", self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The records."""
        return super().get_context_data(records=records_of(proved_address(self.user)), **kwargs)


class EngagementPaperView(EngagementView):
    """One record as a PDF, so many times an hour; it is made anew each time and kept nowhere."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make it; anybody else's is a missing one (404)."""
        records = records_of(proved_address(self.user))
        record = next((one for one in records if one.pk == kwargs["volunteer"] and one.says_something), None)
        if record is None:
            raise Http404
        if not counters.count(PAPERS, str(self.user.pk), most=number("downloads_per_hour")):
            return self.render_to_response(self.get_context_data(limited=True), status=TOO_MANY)
        head = {"Content-Disposition": 'attachment; filename="engagementnachweis.pdf"'}
        return HttpResponse(engagement_pdf(record), content_type="application/pdf", headers=head)
