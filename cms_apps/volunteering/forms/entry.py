"""One page for an application that came on paper or by phone: the questions of the sign-up, as a team copies them."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.organisations.models import HostOrganisation
from cms_apps.volunteering.answers import SignUp
from cms_apps.volunteering.enums import ConsentPurpose, Source
from cms_apps.volunteering.forms.about import AboutForm
from cms_apps.volunteering.forms.age import NO_YEAR, year_in
from cms_apps.volunteering.forms.availability import AvailabilityForm
from cms_apps.volunteering.forms.contact import ContactForm
from cms_apps.volunteering.forms.course import CourseForm
from cms_apps.volunteering.forms.languages import LanguagesForm
from cms_apps.volunteering.forms.place import TypedPlace

SOURCES = (Source.PAPER, Source.PHONE)


class EntryForm(TypedPlace, LanguagesForm, CourseForm, AvailabilityForm, AboutForm, ContactForm):
    """`hosts` are the organisations for which the member decides."""

    needed: tuple[str, ...] = ("first_name", "last_name", "slots", "hours", "course")

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    source = forms.ChoiceField(
        label=_("Wie kam die Bewerbung?"),
        choices=[(one.value, one.label) for one in SOURCES],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Wählen Sie, wie die Bewerbung kam.")),
    )
    organisation = forms.TypedChoiceField(label=_("Für welchen Träger?"), coerce=int)
    place = forms.CharField(
        label=_("Postleitzahl oder Wohnort"),
        max_length=120,
        error_messages={"required": _("Geben Sie die Postleitzahl oder den Wohnort ein.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-width": "short"}),
    )
    birth_year = forms.CharField(
        label=_("Geburtsjahr"),
        required=False,
        max_length=10,
        help_text=_("Nur wenn Sie danach fragen oder die Person unter 18 ist."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "data-width": "short"}),
    )
    parent_name = forms.CharField(label=_("Name eines Elternteils"), required=False, max_length=160)
    parents_agreed = forms.BooleanField(
        label=_("Die Unterschrift eines Elternteils liegt uns vor."), required=False
    )
    privacy_notice = forms.BooleanField(
        label=_("Die Person kennt unsere Datenschutzhinweise (ausgehändigt oder vorgelesen)."),
        error_messages={
            "required": _("Ohne die Datenschutzhinweise dürfen Sie die Angaben nicht eintragen.")
        },
    )

    def __init__(self, *args: Any, hosts: Sequence[HostOrganisation], **kwargs: Any) -> None:
        self.hosts = {one.pk: one for one in hosts}
        only = hosts[0] if len(hosts) == 1 else None
        kwargs.setdefault(
            "organisation", only or self._typed_host(args[0] if args else kwargs.get("data"), kwargs)
        )
        super().__init__(*args, complete=True, **kwargs)

    def build(self) -> None:
        """What depends on the organisation and on the place."""
        CourseForm.build(self)
        LanguagesForm.build(self)
        self.fields["email"].required = False
        self.fields["email"].help_text = _("Ohne Adresse schreiben wir Briefe, die Sie ausdrucken.")
        self.fields["phone"].help_text = ""
        self.fields["organisation"].choices = [(pk, one.name) for pk, one in self.hosts.items()]  # type: ignore[attr-defined]
        if len(self.hosts) == 1:
            self.fields["organisation"].widget = forms.HiddenInput()
            self.initial.setdefault("organisation", next(iter(self.hosts)))
        self.initial.setdefault("course", "none")
        self.look_up()

    def clean_birth_year(self) -> int | None:
        """Refuse what is no year, or one in which nobody alive was born."""
        typed = str(self.cleaned_data["birth_year"]).strip()
        year = year_in(typed)
        if typed and year is None:
            raise forms.ValidationError(NO_YEAR)
        return year

    def answers(self) -> SignUp:
        """All answers of a valid form; whoever is entered by a team reads German."""
        data = self.cleaned_data
        wish, run = self.wish()
        return SignUp(
            place_typed=data["place"],
            municipality_id=self.municipality.pk if self.municipality else None,
            organisation_id=data["organisation"],
            languages=self.skills(),
            slots=tuple(data["slots"]),
            hours=data["hours"],
            topics=tuple(data["topics"]),
            motivation=data["motivation"],
            first_name=data["first_name"],
            last_name=data["last_name"],
            email=data["email"],
            phone=data["phone"],
            course_wish=wish,
            wished_run_id=run,
            consents=(ConsentPurpose.PRIVACY_NOTICE,),
            language="de",
            birth_year=data["birth_year"],
            parent_name=data["parent_name"],
        )

    def _typed_host(self, data: Any, kwargs: dict[str, Any]) -> HostOrganisation | None:
        typed = str((data or {}).get("organisation", ""))
        return next((one for pk, one in self.hosts.items() if str(pk) == typed), None)
