"""What people changed and want of their own data: at the status page and on an application's page."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms_apps.volunteering.enums import CourseWish, Level, OwnPart
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.policies import may_correct
from cms_apps.volunteering.views.own.correct import PARTS

register = template.Library()
MOST_SHOWN = 5
SLUGS = {part: slug for slug, part in PARTS.items()}


@register.inclusion_tag("volunteering/own/_data.html")
def own_data(application: Application) -> dict[str, Any]:
    """`{% own_data application %}`: every answer, with the way to correct it."""
    return {
        "application": application,
        "sections": [_section(application, part, rows) for part, rows in _rows(application).items()],
    }


@register.inclusion_tag("volunteering/own/_rights.html")
def own_rights(application: Application) -> dict[str, Any]:
    """`{% own_rights application %}`: consents, download, deletion; how a request for it stands."""
    return {"application": application, "erasure_request": application.erasure_requests.last()}


@register.inclusion_tag("volunteering/desk/_own.html", takes_context=True)
def changes_of_person(context: template.Context, application: Application) -> dict[str, Any]:
    """`{% changes_of_person application %}`: what was corrected last, and whether deletion is asked for.

    Of an application as `application_at_desk` reads it; `may_decide` in the context says whether this reader acts.
    """
    corrected: Any = application
    return {
        "application": application,
        "corrections": list(application.corrections.order_by("-pk")[:MOST_SHOWN])
        if corrected.was_corrected
        else [],
        "erasure_request": application.erasure_requests.last() if corrected.erasure_was_asked else None,
        "decides": context["may_decide"],
    }


def _section(application: Application, part: OwnPart, rows: list[dict[str, Any]]) -> dict[str, Any]:
    section: dict[str, Any] = {"title": part.label, "rows": rows, "url": ""}
    if may_correct(application, part):
        section["url"] = _url(application, part)
    return section


def _url(application: Application, part: OwnPart) -> str:
    if part == OwnPart.EMAIL:
        return reverse("sign_up:change_address", args=[application.number])
    return reverse("sign_up:correct", args=[application.number, SLUGS[part]])


def _rows(application: Application) -> dict[OwnPart, list[dict[str, Any]]]:
    languages = [
        {"label": one.name, "value": f"{Level(one.level).label} ({', '.join(_uses(one))})"}
        for one in application.languages.all()
    ]
    return {
        OwnPart.CONTACT: [
            {"label": _("Name"), "value": application.full_name},
            {"label": _("Telefon"), "value": application.phone},
        ],
        OwnPart.EMAIL: [{"label": _("Wir schreiben an"), "value": application.email}],
        OwnPart.PLACE: [{"label": _("Sie wohnen in"), "value": application.place_name}],
        OwnPart.LANGUAGES: languages,
        OwnPart.AVAILABILITY: [
            {"label": _("Zeiten"), "lines": application.slot_labels},
            {"label": _("Stunden pro Woche"), "value": application.get_hours_display()},
            {"label": _("Themen"), "lines": application.topic_labels},
        ],
        OwnPart.ABOUT: [{"label": _("Warum Sie mithelfen möchten"), "value": application.motivation}],
        OwnPart.COURSE: [{"label": _("Sie möchten"), "value": _course(application)}],
        **({OwnPart.QUESTIONS: _answers(application)} if application.extra_answers else {}),
        **({OwnPart.PARENT: _parent(application)} if application.parent_name else {}),
    }


def _parent(application: Application) -> list[dict[str, Any]]:
    return [
        {"label": _("Name"), "value": application.parent_name},
        {"label": _("E-Mail-Adresse"), "value": application.parent_email},
    ]


def _course(application: Application) -> str:
    run = application.wished_run
    if run is not None:
        return run.title
    return (
        _("zurzeit keinen Kurs")
        if application.course_wish == CourseWish.NONE
        else application.get_course_wish_display()
    )


def _answers(application: Application) -> list[dict[str, Any]]:
    """As they were asked, where that was in the language of this page."""
    given = [(one, one.get("as_asked") or {}) for one in application.extra_answers]
    language = get_language()
    shown = [asked if asked.get("language") == language else one for one, asked in given]
    return [{"label": one["label"], "value": one["value"]} for one in shown]


def _uses(language: Any) -> list[str]:
    return [_("sprechen")] * language.spoken + [_("schreiben")] * language.written
