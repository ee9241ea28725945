"""Inviting and changing a member in the admin."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from cms_apps.organisations import services
from cms_apps.organisations.models import Membership


class MembershipForm(WagtailAdminModelForm):
    """A new member is named by address and invited; later only role and activity change."""

    email = forms.EmailField(
        label="E-Mail-Adresse", help_text="Wer noch kein Konto hat, bekommt eine Einladung."
    )
    first_name = forms.CharField(label="Vorname", max_length=150, required=False)
    last_name = forms.CharField(label="Nachname", max_length=150, required=False)

    class Meta:
        model = Membership
        fields = ["organisation", "role", "active"]

    field_order = ("organisation", "email", "first_name", "last_name", "role", "active")
    instance: Membership

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("email", "first_name", "last_name"):
                self.fields[name].disabled = True
                self.fields[name].required = False
                self.initial[name] = getattr(self.instance.user, name)
            self.fields["organisation"].disabled = True
        else:
            del self.fields["active"]  # whoever is invited is active

    def clean(self) -> dict[str, Any]:
        """Name somebody who is a member already."""
        data: dict[str, Any] = super().clean()
        known = Membership.objects.filter(
            organisation=data.get("organisation"), user__email__iexact=data.get("email", "")
        )
        if not self.instance.pk and known.exists():
            self.add_error("email", "Diese Person ist schon Mitglied. Öffnen Sie ihren Eintrag in der Liste.")
        return data

    def save(self, commit: bool = True) -> Membership:
        """Invite a new member through the service; change a known one."""
        if self.instance.pk:
            return super().save(commit=commit)
        data = self.cleaned_data
        membership = services.invite_member(
            data["organisation"],
            data["email"],
            role=data["role"],
            first_name=data["first_name"],
            last_name=data["last_name"],
        )
        self.instance = membership  # the view names it
        return membership
