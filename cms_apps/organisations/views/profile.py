"""What an organisation says about itself in public: words, a picture, and how both will look."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from cms_apps.organisations import services
from cms_apps.organisations.answers import AboutPicture, ProfileNow
from cms_apps.organisations.errors import DraftChanged
from cms_apps.organisations.forms.picture import ProfilePictureForm
from cms_apps.organisations.forms.settings import PublicProfileForm
from cms_apps.organisations.selectors import profile_now
from cms_apps.organisations.views.access import OwnOrganisationMixin
from cms_apps.organisations.views.settings import SettingView

SENT = _("Gespeichert. Die Redaktion liest Ihren Text und gibt ihn frei.")


class ProfileSettingView(SettingView):
    """A part of the profile, with how it stands with the newsroom."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say how it stands."""
        return super().get_context_data(profile=self.profile, **kwargs)

    @cached_property
    def profile(self) -> ProfileNow:
        """How it stands with the newsroom."""
        return profile_now(self.organisation)


class PublicProfileView(ProfileSettingView):
    form_class = PublicProfileForm
    template_name = "organisations/settings/public_profile.html"
    heading = _("Öffentliches Profil")
    intro = _(
        "Das lesen alle: in der Träger-Suche, auf Ihrer Seite dort und auf Ihrer Karte in der Bewerbung."
    )
    saved = SENT

    def now(self) -> dict[str, Any]:
        """What the team wrote last, live or not."""
        return {"description": self.profile.description, "offers": self.profile.offers}

    def save(self, form: forms.Form) -> None:
        """Keep it to be looked at, or hand it to the newsroom; say so only where that has to read."""
        verb = services.keep_profile if self.looks_first else services.propose_profile
        verb(self.organisation, actor=self.request.user, **form.cleaned_data)  # type: ignore[arg-type]
        if profile_now(self.organisation).waits_since is None:
            self.saved = _("Gespeichert.")

    @property
    def looks_first(self) -> bool:
        """Whether somebody wants to see it before the newsroom does."""
        return "preview" in self.request.POST

    def get_success_url(self) -> str:
        """To the preview, or back to the overview."""
        name = "host:profile_preview" if self.looks_first else "host:settings"
        return reverse(name, args=[self.organisation.pk])


class PictureView(ProfileSettingView):
    form_class = ProfilePictureForm
    template_name = "organisations/settings/picture.html"
    heading = _("Bild für Ihr Profil")
    intro = _("Es steht auf Ihrer Seite in der Träger-Suche, sobald die Redaktion es freigegeben hat.")
    saved = _("Das Bild ist gespeichert. So sieht Ihre Seite damit aus.")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Take the picture away, or keep a new one."""
        if "remove" not in request.POST or getattr(request, "csrf_expired", False):
            return super().post(request, *args, **kwargs)
        services.remove_picture(self.organisation, actor=request.user)  # type: ignore[arg-type]
        messages.success(request, _("Das Bild ist gelöscht. Ihre Seite zeigt es nicht mehr."))
        return redirect("host:public_profile", organisation=self.organisation.pk)

    def now(self) -> dict[str, Any]:
        """Each picture is described anew."""
        return {}

    def save(self, form: forms.Form) -> None:
        """Keep it with the draft."""
        data = form.cleaned_data
        about = AboutPicture(data["description"], data["credit"], data["consent_of"])
        services.keep_picture(self.organisation, actor=self.request.user, file=data["file"], about=about)  # type: ignore[arg-type]

    def get_success_url(self) -> str:
        """See it where it will stand."""
        return reverse("host:profile_preview", args=[self.organisation.pk])


class PreviewView(OwnOrganisationMixin, TemplateView):
    """The page in the finder as it will look; from here it goes to the newsroom."""

    template_name = "organisations/settings/profile_preview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The draft in place of what is live."""
        profile = profile_now(self.organisation)
        host = profile.draft.as_shown() if profile.draft else self.organisation
        return super().get_context_data(profile=profile, host=host, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Hand it to the newsroom."""
        try:
            services.send_profile(self.organisation, actor=request.user, seen=request.POST.get("seen", ""))  # type: ignore[arg-type]
        except DraftChanged as error:
            messages.warning(request, str(error))
            return redirect("host:profile_preview", organisation=self.organisation.pk)
        waits = profile_now(self.organisation).waits_since is not None
        messages.success(request, SENT if waits else _("Gespeichert."))
        return redirect("host:settings", organisation=self.organisation.pk)
