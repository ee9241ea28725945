"""A Träger's own texts of its mails: the list, and one text with its preview on real data."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView

from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.notifications.enums import Audience
from cms_apps.notifications.kinds import MailHandler, described, mail_kinds
from cms_apps.notifications.placeholders import shown
from cms_apps.notifications.preview import starting_text
from cms_apps.notifications.writing import Text, central_text
from cms_apps.organisations.mails import own_text, own_texts
from cms_apps.organisations.services import reset_own_text, save_own_text
from cms_apps.organisations.views.access import OwnOrganisationMixin
from cms_apps.volunteering.forms.mail_texts import OwnMailTextForm
from cms_apps.volunteering.mails.previewing import preview_for_team
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import applications_visible_to

OFFERED = 20  # applications for the preview, newest first
AUDIENCES = (Audience.PERSON, Audience.PARENT)
LANGUAGE_NAMES = dict(settings.SYSTEM_LANGUAGES)


def own_kinds() -> dict[str, MailHandler]:
    """The mails in whose name a Träger writes to people outside."""
    return {k: one for k, one in mail_kinds().items() if one.editable and one.audience in AUDIENCES}


class MailTextsView(OwnOrganisationMixin, TemplateView):
    """Each mail to people outside, and in which languages the Träger has a text of its own."""

    template_name = "volunteering/desk/mail_texts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """All kinds with one query for their texts."""
        own = own_texts(self.organisation.pk)
        rows = [
            (kind, one, [(code, name, (kind, code) in own) for code, name in settings.SYSTEM_LANGUAGES])
            for kind, one in own_kinds().items()
        ]
        return super().get_context_data(rows=rows, **kwargs)


class MailTextView(ReshowOnExpiredToken, OwnOrganisationMixin, FormView):
    """One text: write, look at it with the data of an own application, keep it, or go back."""

    template_name = "volunteering/desk/mail_text.html"
    form_class = OwnMailTextForm
    handler: MailHandler

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the kind; one that is no Träger's to word is not there."""
        super().setup(request, *args, **kwargs)
        handler = own_kinds().get(kwargs["kind"])
        if handler is None or kwargs["language"] not in LANGUAGE_NAMES:
            raise Http404
        self.handler = handler

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form knows the kind's placeholders and the newest applications."""
        return {**super().get_form_kwargs(), "handler": self.handler, "applications": self.applications}

    def get_initial(self) -> dict[str, Any]:
        """What stands, else what holds in its place."""
        kind, language = self.kwargs["kind"], self.kwargs["language"]
        text = self.stored or central_text(kind, language) or starting_text(self.handler, language)
        return {"subject": text.subject, "body": text.body}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, look, or go back to the text that holds without an own one."""
        if request.POST.get("go") != "reset" or getattr(request, "csrf_expired", False):
            return super().post(request, *args, **kwargs)
        reset_own_text(self.organisation, kwargs["kind"], kwargs["language"])
        messages.success(request, _("Ab jetzt gilt wieder die Vorgabe."))
        return redirect("desk:mail_texts", organisation=self.organisation.pk)

    def form_valid(self, form: OwnMailTextForm) -> HttpResponse:
        """Show it, or keep it."""
        if self.request.POST.get("go") == "preview":
            return self.render_to_response(self.get_context_data(form=form, text=form.text))
        save_own_text(self.organisation, self.kwargs["kind"], self.kwargs["language"], form.text)
        messages.success(self.request, _("Gespeichert. Die nächste Mail geht mit diesem Text hinaus."))
        return redirect(self.request.path)

    @cached_property
    def applications(self) -> list[Application]:
        """The newest that this person may see at this Träger."""
        rows = applications_visible_to(self.request.user).filter(organisation=self.organisation)
        return list(
            rows.select_related("organisation", "municipality", "volunteer").order_by("-pk")[:OFFERED]
        )

    @cached_property
    def stored(self) -> Text | None:
        """The Träger's text that stands now."""
        return own_text(self.organisation.pk, self.kwargs["kind"], self.kwargs["language"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The text beside its placeholders and its preview."""
        kind, language, text = self.kwargs["kind"], self.kwargs["language"], kwargs.get("text")
        wanted = self.request.POST.get("application")
        chosen = next((one for one in self.applications if one.number == wanted), None)
        shown_with = chosen or next(iter(self.applications), None)
        return super().get_context_data(
            **kwargs,
            what=described(kind),
            handler=self.handler,
            stored=self.stored,
            language_name=LANGUAGE_NAMES[language],
            placeholders=[(shown(name), one) for name, one in self.handler.placeholders.items()],
            preview=preview_for_team(
                kind,
                self.handler,
                language,
                organisation=self.organisation,
                application=shown_with,
                text=text or self.stored,
            ),
            looked_at=shown_with,
        )
