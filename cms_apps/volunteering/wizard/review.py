"""The check page: every answer by step, and what is still missing."""

from dataclasses import dataclass

from cms_apps.volunteering.answers import SignUp
from cms_apps.volunteering.forms.base import Row, StepForm
from cms_apps.volunteering.wizard.steps import Step


@dataclass(frozen=True)
class StepReview:
    """The answers of one step, or what is wrong with them."""

    step: Step
    url: str
    rows: list[Row]
    problems: list[str]


def review_of(step: Step, url: str, form: StepForm) -> StepReview:
    """Check a step as a whole and put its answers into words."""
    if form.is_valid():
        return StepReview(step, url, form.summary(), [])
    problems = [str(message) for messages in form.errors.values() for message in messages]
    return StepReview(step, url, [], list(dict.fromkeys(problems)))


def sign_up_from(forms: dict[str, StepForm], language: str) -> SignUp:
    """Put the valid forms of all steps together."""
    place, times, contact = forms["ort"], forms["zeiten"].cleaned_data, forms["kontakt"].cleaned_data
    wish, run_id = forms["kurs"].wish()  # type: ignore[attr-defined]
    municipality = place.municipality  # type: ignore[attr-defined]
    return SignUp(
        place_typed=place.cleaned_data["place"],
        municipality_id=municipality.pk if municipality else None,
        organisation_id=int(place.cleaned_data["organisation"]),
        languages=forms["sprachen"].skills(),  # type: ignore[attr-defined]
        slots=tuple(times["slots"]),
        hours=times["hours"],
        topics=tuple(times["topics"]),
        motivation=forms["ueber-mich"].cleaned_data["motivation"],
        first_name=contact["first_name"],
        last_name=contact["last_name"],
        email=contact["email"],
        phone=contact["phone"],
        course_wish=wish,
        wished_run_id=run_id,
        consents=forms["pruefen"].consents(),  # type: ignore[attr-defined]
        language=language,
    )
