"""The steps in their order: the one place to add, move or make conditional a step."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms_apps.organisations.models import HostOrganisation
from cms_apps.volunteering.forms.about import AboutForm
from cms_apps.volunteering.forms.age import AgeForm
from cms_apps.volunteering.forms.availability import AvailabilityForm
from cms_apps.volunteering.forms.base import StepForm
from cms_apps.volunteering.forms.check import CheckForm
from cms_apps.volunteering.forms.contact import ContactForm
from cms_apps.volunteering.forms.course import CourseForm
from cms_apps.volunteering.forms.languages import LanguagesForm
from cms_apps.volunteering.forms.place import PlaceForm
from cms_apps.volunteering.forms.questions import QuestionsForm
from cms_apps.volunteering.forms.talk import TalkWishForm


def always(organisation: HostOrganisation | None) -> bool:
    """For every organisation, and before one is chosen."""
    return True


def asks_age(organisation: HostOrganisation | None) -> bool:
    """Only where there is a minimum age or parents are asked."""
    return organisation is not None and organisation.asks_age


def asks_questions(organisation: HostOrganisation | None) -> bool:
    """Only where the organisation asks something of its own."""
    return bool(getattr(organisation, "asks_questions", False))


def wants_talk(organisation: HostOrganisation | None) -> bool:
    """Only where everybody is talked to first."""
    return organisation is not None and organisation.wants_first_talk


@dataclass(frozen=True)
class Step:
    """One page of the sign-up; `name` stands in its address, `short` in the list of steps.

    It is asked where `condition` holds for the chosen organisation. What was typed stays when it no longer does.
    """

    name: str
    short: Any
    title: Any
    form: type[StepForm]
    condition: Callable[[HostOrganisation | None], bool] = always

    @property
    def template(self) -> str:
        """The part of the page that shows the fields."""
        return f"volunteering/wizard/{self.name.replace('-', '_')}.html"


STEPS = (
    Step("ort", _("Ort"), _("Wo möchten Sie mithelfen?"), PlaceForm),
    Step("alter", _("Alter"), _("Wie alt sind Sie?"), AgeForm, asks_age),
    Step("sprachen", _("Sprachen"), _("Welche Sprachen können Sie?"), LanguagesForm),
    Step("zeiten", _("Zeiten"), _("Wann und wobei?"), AvailabilityForm),
    Step("ueber-mich", _("Über mich"), _("Möchten Sie etwas über sich sagen?"), AboutForm),
    Step("fragen", _("Fragen"), _("Was der Träger noch wissen möchte"), QuestionsForm, asks_questions),
    Step("kontakt", _("Kontakt"), _("Wie erreichen wir Sie?"), ContactForm),
    Step("gespraech", _("Gespräch"), _("Wie möchten Sie sich kennenlernen?"), TalkWishForm, wants_talk),
    Step("kurs", _("Kurs"), _("Möchten Sie einen Kurs besuchen?"), CourseForm),
    Step("pruefen", _("Prüfen"), _("Stimmt alles?"), CheckForm),
)
BY_NAME = {step.name: step for step in STEPS}
FIRST, CHECK = STEPS[0].name, STEPS[-1].name


def steps_for(organisation: HostOrganisation | None) -> list[Step]:
    """The steps that this organisation needs, in their order."""
    return [step for step in STEPS if step.condition(organisation)]


def step_after(name: str, organisation: HostOrganisation | None) -> str:
    """The next step that is asked, also behind one that is no longer."""
    behind = STEPS[STEPS.index(BY_NAME[name]) + 1 :]
    return next((step.name for step in behind if step.condition(organisation)), CHECK)


def step_before(name: str, organisation: HostOrganisation | None) -> str:
    """The step before, also of one that is no longer asked."""
    before = STEPS[: STEPS.index(BY_NAME[name])]
    return next((step.name for step in reversed(before) if step.condition(organisation)), FIRST)
