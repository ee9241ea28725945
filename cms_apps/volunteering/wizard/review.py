"""The check page: every answer by step, and what is still missing."""

from dataclasses import dataclass
from typing import Any

from cms_apps.volunteering.answers import SignUp
from cms_apps.volunteering.forms.base import StepForm
from cms_apps.volunteering.wizard.steps import Step


@dataclass(frozen=True)
class Problem:
    """What keeps a step from being whole, with the way to mend it."""

    text: str
    url: str


@dataclass(frozen=True)
class StepReview:
    """One section of the check page (components/summary_list.html)."""

    title: str
    url: str
    rows: list[dict[str, object]]
    problems: list[Problem]


def review_of(step: Step, url: str, form: StepForm) -> StepReview:
    """Check a step as a whole and put its answers into words."""
    if form.is_valid():
        rows: list[dict[str, object]] = [{"label": label, "value": value} for label, value in form.summary()]
        return StepReview(str(step.short), url, rows or [{"label": step.title}], [])
    problems = [Problem(str(text), url) for texts in form.errors.values() for text in texts]
    return StepReview(str(step.short), url, _open_rows(form), list(dict.fromkeys(problems)))


def _open_rows(form: StepForm) -> list[dict[str, object]]:
    wrong: list[dict[str, object]] = [
        {"label": form.label_of(name), "missing": True} for name in form.errors if name in form.fields
    ]
    known: list[dict[str, object]] = [
        {"label": form.label_of(name), "value": form.shown(name, value)}
        for name, value in form.cleaned_data.items()
        if value and value is not True and not form.fields[name].widget.is_hidden
    ]
    return [*known, *wrong]


def check_together(forms: dict[str, StepForm]) -> None:
    """What no step can see alone: a parent's address is not the applicant's."""
    age, contact = forms.get("alter"), forms.get("kontakt")
    if age is not None and contact is not None and age.is_valid() and contact.is_valid():
        age.needs_other_address_than(contact.cleaned_data["email"])  # type: ignore[attr-defined]


def sign_up_from(forms: dict[str, StepForm], language: str) -> SignUp:
    """Put the valid forms of all steps together."""
    place, times, contact = forms["ort"], forms["zeiten"].cleaned_data, forms["kontakt"].cleaned_data
    wish, run_id = forms["kurs"].wish()  # type: ignore[attr-defined]
    municipality = place.municipality  # type: ignore[attr-defined]
    check = forms["pruefen"]
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
        consents=check.consents(),  # type: ignore[attr-defined]
        language=language,
        notice_version=check.notice_version,  # type: ignore[attr-defined]
        **_asked_here_only(forms),
    )


def _asked_here_only(forms: dict[str, StepForm]) -> dict[str, Any]:
    """The answers of steps that only some organisations ask."""
    answers: dict[str, Any] = {}
    if "alter" in forms:
        answers |= forms["alter"].answers()  # type: ignore[attr-defined]
    if "fragen" in forms:
        answers["extra_answers"] = forms["fragen"].answers()  # type: ignore[attr-defined]
    if "gespraech" in forms:
        answers["talk_wish"] = forms["gespraech"].wish()  # type: ignore[attr-defined]
    return answers
