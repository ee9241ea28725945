"""Forms of the status page: the steps of the sign-up, filled with what was sent; and a new address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.forms import NoNativeValidation
from cms_apps.parameters.languages import language_name
from cms_apps.volunteering.enums import OwnPart
from cms_apps.volunteering.forms.about import AboutForm
from cms_apps.volunteering.forms.age import parent_email, parent_name
from cms_apps.volunteering.forms.availability import AvailabilityForm
from cms_apps.volunteering.forms.base import StepForm
from cms_apps.volunteering.forms.contact import ContactForm
from cms_apps.volunteering.forms.course import CourseForm
from cms_apps.volunteering.forms.languages import LanguagesForm
from cms_apps.volunteering.forms.place import PlaceForm
from cms_apps.volunteering.forms.questions import QuestionsForm
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.services.correcting import FIELDS, LANGUAGES, skills_of

PARENT = FIELDS[OwnPart.PARENT]


class OwnContactForm(ContactForm):
    """Name and phone; the address has a way of its own."""

    needed = ("first_name", "last_name")

    def build(self) -> None:
        """Leave the address out."""
        del self.fields["email"], self.fields["asked_about"]


class OwnPlaceForm(PlaceForm):
    """The place alone: the organisation stays."""

    def build(self) -> None:
        """Ask which municipality it is where there are several."""
        self.look_up()


class OwnParentForm(StepForm):
    """Who agrees, and where the link goes; without an address there is a letter."""

    needed = ("parent_name",)

    def build(self) -> None:
        """Ask as the sign-up does."""
        self.fields |= {"parent_name": parent_name(), "parent_email": parent_email()}


class NewAddressForm(ContactForm):
    """One address, with the same help against slips as in the sign-up."""

    needed = ("email",)

    def build(self) -> None:
        """Leave name and phone out."""
        del self.fields["first_name"], self.fields["last_name"], self.fields["phone"]
        self.fields["email"].label = _("Neue E-Mail-Adresse")
        self.fields["email"].help_text = ""


class DeskAddressForm(NewAddressForm):
    """The same for the team, which has heard the person's voice."""

    checked = forms.BooleanField(
        label=_("Ich habe mit der Person gesprochen und mich vergewissert, dass sie es ist."),
        error_messages={"required": _("Vergewissern Sie sich erst, mit wem Sie sprechen.")},
    )


class ErasureAnswerForm(NoNativeValidation, forms.Form):
    """Delete, or say why not."""

    answer = forms.ChoiceField(
        label=_("Ihre Antwort"),
        choices=[("erase", _("Jetzt löschen")), ("refuse", _("Nicht löschen, mit Grund"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Wählen Sie eine Antwort.")},
    )
    reason = forms.CharField(
        label=_("Warum nicht?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Steht in der Mail an die Person. Nur nötig, wenn Sie nicht löschen."),
    )

    def clean(self) -> dict[str, Any]:
        """A refusal has a reason."""
        if self.cleaned_data.get("answer") == "refuse" and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Schreiben Sie, warum Sie nicht löschen können."))
        return self.cleaned_data


class SeenForm(NoNativeValidation, forms.Form):
    """Carries which version of a part the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


def initial_of(application: Application, part: str) -> dict[str, Any]:
    """What a part's form shows before anything is typed."""
    if part == OwnPart.LANGUAGES:
        return _languages(application)
    if part == OwnPart.PLACE:
        return {"place": application.place_typed, "municipality": str(application.municipality_id or "")}
    if part == OwnPart.COURSE:
        return {
            "course": f"run-{application.wished_run_id}"
            if application.wished_run_id
            else application.course_wish
        }
    if part == OwnPart.QUESTIONS:
        return QuestionsForm.initial_of(application.organisation, application.extra_answers)
    names = ("first_name", "last_name", "phone", "slots", "hours", "topics", "motivation", *PARENT)
    return {name: getattr(application, name) for name in names}


def values_of(application: Application, part: str, form: StepForm) -> dict[str, Any]:
    """What a valid form says, as `services.correct` takes it."""
    if part == OwnPart.LANGUAGES:
        return {LANGUAGES: form.skills()}  # type: ignore[attr-defined]
    if part == OwnPart.PLACE:
        found = form.municipality  # type: ignore[attr-defined]
        return {"place_typed": form.cleaned_data["place"], "municipality_id": found.pk if found else None}
    if part == OwnPart.COURSE:
        kind, run = form.wish()  # type: ignore[attr-defined]
        return {"course_wish": kind, "wished_run_id": run}
    if part == OwnPart.QUESTIONS:
        return {"extra_answers": _with_old_answers(application, form)}
    return dict(form.cleaned_data)


def _with_old_answers(application: Application, form: StepForm) -> list[dict[str, Any]]:
    """What is answered now, behind what was answered to questions that are asked no more."""
    asked = {one.pk for one in form.questions.values()}  # type: ignore[attr-defined]
    kept = [one for one in application.extra_answers if one.get("question") not in asked]
    return [*kept, *form.answers()]  # type: ignore[attr-defined]


def _languages(application: Application) -> dict[str, Any]:
    skills = skills_of(application)
    initial: dict[str, Any] = {"rows": str(len(skills))}
    for index, skill in enumerate(skills):
        initial |= {
            f"code_{index}": skill.other_name or language_name(skill.code),
            f"level_{index}": skill.level,
            f"other_{index}": bool(skill.other_name),
            f"spoken_{index}": skill.spoken,
            f"written_{index}": skill.written,
        }
    return initial


PART_FORMS: dict[str, type[StepForm]] = {
    OwnPart.CONTACT: OwnContactForm,
    OwnPart.PLACE: OwnPlaceForm,
    OwnPart.LANGUAGES: LanguagesForm,
    OwnPart.AVAILABILITY: AvailabilityForm,
    OwnPart.ABOUT: AboutForm,
    OwnPart.COURSE: CourseForm,
    OwnPart.QUESTIONS: QuestionsForm,
    OwnPart.PARENT: OwnParentForm,
}
