"""How the own organisation works: an overview, and one form for each family of settings."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from django.views.generic.base import View

from cms_apps.foundation.forms import ReshowOnExpiredToken
from cms_apps.organisations import services
from cms_apps.organisations.forms.settings import (
    AcceptanceForm,
    CertificatesForm,
    LimitsForm,
    NoticeForm,
    ProfileForm,
    RequirementsForm,
)
from cms_apps.organisations.selectors import (
    current_notice,
    limit,
    profile_now,
    questions_of,
    team_of,
)
from cms_apps.organisations.views.access import DeskMixin, OwnOrganisationMixin
from cms_apps.parameters.languages import language_name
from cms_apps.parameters.selectors import number

LIMITS = (
    "remind.working_days",
    "answer.working_days",
    "escalate.working_days",
    "request.working_days",
    "rest.days",
    "completion.share",
)


class ChooseView(DeskMixin, View):
    """Whose settings: asked only of whoever works for several organisations."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Go on with the only one, or list them."""
        if len(self.organisations) == 1:
            return redirect("host:settings", organisation=self.organisations[0].pk)
        context = {"organisations": self.organisations, "desk_name": ""}
        return render(request, "organisations/settings/choose.html", context)


class SettingsView(OwnOrganisationMixin, TemplateView):
    """All settings at a glance, each with the way to change it."""

    template_name = "organisations/settings/index.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What holds now."""
        host = self.organisation
        return super().get_context_data(
            languages=[language_name(code) for code in host.team_languages],
            limits={key.replace(".", "_"): limit(host, key) for key in LIMITS},
            questions=list(questions_of(host.pk)),
            notice=current_notice(host.pk),
            profile=profile_now(host),
            **kwargs,
        )


class SettingView(ReshowOnExpiredToken, OwnOrganisationMixin, FormView):
    """One family of settings; who may not change them reads them."""

    template_name = "organisations/settings/form.html"
    heading: Any
    intro: Any = ""
    saved: Any = _("Gespeichert. Neue Bewerbungen richten sich danach.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Start from what holds now."""
        return {**super().get_form_kwargs(), "initial": self.now()}

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        """Lock the fields for readers."""
        form = super().get_form(form_class)
        for field in form.fields.values():
            field.disabled = not self.may_change
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page is called."""
        return super().get_context_data(heading=self.heading, intro=self.intro, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Save; what the model refuses stands in the form."""
        try:
            self.save(form)
        except ValidationError as error:
            form.add_error(None, [text for texts in error.message_dict.values() for text in texts])
            return self.form_invalid(form)
        messages.success(self.request, self.saved)
        return super().form_valid(form)

    def get_success_url(self) -> str:
        """Back to the overview."""
        return reverse("host:settings", args=[self.organisation.pk])

    def now(self) -> dict[str, Any]:
        """What holds now, by field."""
        return {name: getattr(self.organisation, name) for name in self.form_class.base_fields}  # type: ignore[union-attr]

    def save(self, form: forms.Form) -> None:
        """Call the one service."""
        services.change_settings(self.organisation, **form.cleaned_data)


class AcceptanceView(SettingView):
    form_class = AcceptanceForm
    heading = _("Bewerbungen annehmen")
    intro = _("Das sehen Menschen, bevor sie sich für Sie entscheiden. Zugesagte Tage richten sich danach.")


class ProfileView(SettingView):
    form_class = ProfileForm
    heading = _("Ihre Karte in der Bewerbung")
    intro = _("Damit finden Menschen heraus, ob Sie zueinander passen.")


class RequirementsView(SettingView):
    form_class = RequirementsForm
    heading = _("Alter und Erstgespräch")
    intro = _("Danach fragt die Bewerbung nur, wenn Sie es hier einstellen.")


class CertificatesView(SettingView):
    form_class = CertificatesForm
    heading = _("Führungszeugnis")
    intro = _(
        "Vermerkt wird nur, dass Sie es gesehen haben, sein Datum und ob etwas Einschlägiges darin steht."
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        """Those who work here now."""
        members = [
            (one.pk, one.user.get_full_name() or one.user.username) for one in team_of(self.organisation)
        ]
        return {**super().get_form_kwargs(), "members": members}

    def now(self) -> dict[str, Any]:
        """What holds now."""
        noted_by = team_of(self.organisation).filter(may_note_certificates=True)
        return {
            "wanted": self.organisation.wants_certificate,
            "noted_by": list(noted_by.values_list("pk", flat=True)),
        }

    def save(self, form: forms.Form) -> None:
        """Set both."""
        services.set_certificates(self.organisation, **form.cleaned_data)


class LimitsView(SettingView):
    form_class = LimitsForm
    heading = _("Fristen")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say what holds where nothing is entered."""
        usual = {key.replace(".", "_"): number(key) for key in LIMITS}
        return {**super().get_form_kwargs(), "usual": usual}


class NoticeView(SettingView):
    form_class = NoticeForm
    heading = _("Eigene Hinweise zum Datenschutz")
    intro = _("Sie stehen auf der letzten Seite der Bewerbung unter unseren Hinweisen.")

    def now(self) -> dict[str, Any]:
        """The version that holds."""
        notice = current_notice(self.organisation.pk)
        return {"text": notice.text if notice else ""}

    def save(self, form: forms.Form) -> None:
        """Add a version; older ones stay, since people agreed to them."""
        services.publish_notice(self.organisation, form.cleaned_data["text"])
