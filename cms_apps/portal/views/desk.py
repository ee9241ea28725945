"""The start page of the desk."""

from typing import Any

from django.views.generic import TemplateView

from cms_apps.organisations.views.access import DeskMixin
from cms_apps.reports.selectors.proofs import open_proofs
from cms_apps.volunteering.selectors import desk_counts, today
from cms_apps.volunteers.selectors.requests import count_open


class StartView(DeskMixin, TemplateView):
    """What needs this person today; the whole queue is one click away."""

    template_name = "portal/start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The lists, and the counts of the first column."""
        user = self.request.user
        deciding = [one for one in self.organisations if one.pk in self.decides_at]
        return super().get_context_data(
            counts=desk_counts(self.organisations, user),
            today=today(self.organisations, user),
            requests=count_open(self.organisations),
            proofs=open_proofs(deciding),
            first_name=user.first_name,  # type: ignore[union-attr]
            **kwargs,
        )
