"""Where the team's mails go: the organisation's mailbox, and each member's own wish."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.organisations.forms.mailbox import MailboxForm, RhythmForm
from cms_apps.organisations.selectors import deciding_memberships
from cms_apps.organisations.services import set_mail_rhythm
from cms_apps.organisations.views.access import DeskMixin
from cms_apps.organisations.views.settings import SettingView


class MailboxView(SettingView):
    form_class = MailboxForm
    heading = _("Gemeinsames Postfach")
    intro = _("Mails ans Team nennen Nummer und Ort einer Bewerbung, keine Namen.")


class RhythmView(ReshowOnExpiredToken, DeskMixin, FormView):
    """A member's own page: each mail at once, or gathered. Changes nothing for others."""

    template_name = "organisations/settings/rhythm.html"
    form_class = RhythmForm
    success_url = reverse_lazy("host:rhythm")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Only the own memberships."""
        return {**super().get_form_kwargs(), "memberships": deciding_memberships(self.request.user)}

    def form_valid(self, form: RhythmForm) -> HttpResponse:
        """Keep each choice."""
        for membership, rhythm in form.chosen:
            set_mail_rhythm(membership, rhythm)
        messages.success(self.request, _("Gespeichert."))
        return super().form_valid(form)
