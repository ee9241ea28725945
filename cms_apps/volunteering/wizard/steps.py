"""The steps in their order: the one place to add, move or make conditional a step."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms_apps.volunteering.forms.about import AboutForm
from cms_apps.volunteering.forms.availability import AvailabilityForm
from cms_apps.volunteering.forms.base import StepForm
from cms_apps.volunteering.forms.check import CheckForm
from cms_apps.volunteering.forms.contact import ContactForm
from cms_apps.volunteering.forms.course import CourseForm
from cms_apps.volunteering.forms.languages import LanguagesForm
from cms_apps.volunteering.forms.place import PlaceForm


@dataclass(frozen=True)
class Step:
    """One page of the sign-up; `name` stands in its address, `short` in the list of steps."""

    name: str
    short: Any
    title: Any
    form: type[StepForm]

    @property
    def template(self) -> str:
        """The part of the page that shows the fields."""
        return f"volunteering/wizard/{self.name.replace('-', '_')}.html"


STEPS = (
    Step("ort", _("Ort"), _("Wo möchten Sie mithelfen?"), PlaceForm),
    Step("sprachen", _("Sprachen"), _("Welche Sprachen können Sie?"), LanguagesForm),
    Step("zeiten", _("Zeiten"), _("Wann und wobei?"), AvailabilityForm),
    Step("ueber-mich", _("Über mich"), _("Möchten Sie etwas über sich sagen?"), AboutForm),
    Step("kontakt", _("Kontakt"), _("Wie erreichen wir Sie?"), ContactForm),
    Step("kurs", _("Kurs"), _("Möchten Sie einen Kurs besuchen?"), CourseForm),
    Step("pruefen", _("Prüfen"), _("Stimmt alles?"), CheckForm),
)
BY_NAME = {step.name: step for step in STEPS}
FIRST, CHECK = STEPS[0].name, STEPS[-1].name
