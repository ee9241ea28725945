"""Choices as cards: what somebody needs to know to choose an organisation or a course."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms_apps.courses.models import CourseRun
from cms_apps.courses.selectors import next_runs_of
from cms_apps.foundation.forms import Card
from cms_apps.foundation.templatetags.vielfalt import day, weekday_and_day
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import answer_due
from cms_apps.parameters.languages import language_name
from cms_apps.places.distances import distances_km
from cms_apps.places.models import Municipality
from cms_apps.places.selectors import postal_code_in

MOST_LANGUAGES = 8  # a card that lists twenty is read by nobody
Fact = tuple[str, str]


def organisation_cards(
    organisations: Sequence[HostOrganisation], *, typed: str, municipality: Municipality | None
) -> list[Card]:
    """What speaks for each organisation, in their order; two queries for all of them together.

    `typed` and `municipality` say from where the distance counts.
    """
    runs = next_runs_of([one.pk for one in organisations])
    codes = [one.office_code for one in organisations]
    away = distances_km(codes, to_code=postal_code_in(typed), to_municipality=municipality)
    reason = _why_first(organisations)
    return [
        _organisation_card(one, runs.get(one.pk), away.get(one.office_code), "" if place else reason)
        for place, one in enumerate(organisations)
    ]


def _organisation_card(
    organisation: HostOrganisation, run: CourseRun | None, kilometres: int | None, reason: str
) -> Card:
    facts = [
        (_("Entfernung"), "" if kilometres is None else _kilometres(kilometres)),
        (_("Antwort"), _answers(organisation)),
        (_("Sprachen im Team"), _languages(organisation.team_languages)),
        (_("Nächster Kurs"), day(run.starts_on) if run else ""),  # type: ignore[attr-defined]
        (_("Mindestalter"), _age(organisation.minimum_age)),
    ]
    return Card(
        organisation.name,
        (organisation.kind_label,),
        tag=reason,
        own_words=organisation.description,
        facts=tuple((word, fact) for word, fact in facts if fact),
        note=_absence(organisation, localdate()),
        note_words=organisation.absence_text if organisation.is_absent_on(localdate()) else "",
    )


def stopped_card(organisation: HostOrganisation) -> Card:
    """Why an organisation cannot be chosen at present, and from when on again."""
    again = organisation.accepts_again_on
    note = _("Nimmt zurzeit keine Bewerbungen an.")
    if again and again > localdate():
        note = _("Nimmt ab %(day)s wieder Bewerbungen an.") % {"day": day(again)}
    return Card(organisation.name, (organisation.kind_label,), note=note, note_words=organisation.stop_text)


def _why_first(organisations: Sequence[HostOrganisation]) -> str:
    if len(organisations) < 2:  # noqa: PLR2004 -- nobody is first of one
        return ""
    if getattr(organisations[0], "nearness", 1) == 0:
        return _("Steht oben, weil dieser Träger für Ihre Gemeinde zuständig ist")
    return _("Steht oben, weil dieser Träger für Ihren Kreis zuständig ist")


def _kilometres(kilometres: int) -> str:
    if kilometres < 1:
        return _("weniger als 1 km")
    return _("etwa %(kilometres)s km Luftlinie") % {"kilometres": kilometres}


def _answers(organisation: HostOrganisation) -> str:
    days = organisation.answer_days
    if days is None:
        return ""
    if not days:
        return _("meist am selben Tag")
    return ngettext("meist innerhalb von %(days)s Tag", "meist innerhalb von %(days)s Tagen", days) % {
        "days": days
    }


def _languages(codes: Sequence[str]) -> str:
    names = ", ".join(language_name(code) for code in codes[:MOST_LANGUAGES])
    more = len(codes) - MOST_LANGUAGES
    if more <= 0:
        return names
    return ngettext("%(names)s und %(more)s weitere", "%(names)s und %(more)s weitere", more) % {
        "names": names,
        "more": more,
    }


def _age(minimum: int | None) -> str:
    return _("%(age)s Jahre") % {"age": minimum} if minimum else ""


def _absence(organisation: HostOrganisation, today: date) -> str:
    if not organisation.is_absent_on(today):
        return ""
    return _("Bis %(until)s ist niemand da. Antwort bekommen Sie bis %(due)s.") % {
        "until": day(organisation.absent_until),
        "due": weekday_and_day(answer_due(organisation, today)),
    }


def run_card(run: CourseRun) -> Card:
    """Title, first date, place, size, and free places or the waiting list.

    `run` knows `starts_on` and `teaching_units`, at the desk also `waiting`.
    """
    begins = date_format(localtime(run.starts_on), _("l, j. F Y, H:i"))  # type: ignore[attr-defined]
    begin = _("Beginn: %(when)s Uhr") % {"when": begins}
    where = run.place_line or str(run.get_mode_display())
    units = run.teaching_units  # type: ignore[attr-defined]
    size = _("%(units)s Unterrichtseinheiten, %(host)s") % {"units": units, "host": run.organisation.name}
    return Card(run.title, (begin, where, size), _places(run))


def _places(run: CourseRun) -> str:
    waiting: int | None = getattr(run, "waiting", None)
    if run.places_left and not waiting:
        return ngettext("noch %(left)s Platz", "noch %(left)s Plätze", run.places_left) % {
            "left": run.places_left
        }
    if waiting is None:
        return _("Warteliste")
    return _("Warteliste (%(waiting)s warten)") % {"waiting": waiting}
