"""All that is kept about the person behind an application (GDPR Art. 15 and 20): as data, and to read."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Model, TextChoices
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cms_apps.enrolments.enums import CertificateState, EnrolmentState
from cms_apps.enrolments.models import CertificateHistory, CourseCertificate, EnrolmentHistory
from cms_apps.foundation.typesetting import typeset
from cms_apps.links.models import Link
from cms_apps.notifications.enums import Audience
from cms_apps.notifications.kinds import described, mail_kinds
from cms_apps.organisations.models import HostOrganisation
from cms_apps.outbox.models import OutboxRow
from cms_apps.parameters.languages import language_name
from cms_apps.volunteering import mails
from cms_apps.volunteering.enums import NOTE_LABEL, ApplicationState, DeclineReason
from cms_apps.volunteering.models import (
    Application,
    ApplicationHistory,
    ApplicationLanguage,
    Correction,
    Draft,
    PlannedDecision,
)
from cms_apps.volunteering.services.record import SECTIONS, Section, Whole, left_of, whole_of
from cms_apps.volunteers.enums import VolunteerState
from cms_apps.volunteers.models import CertificateNote, Volunteer, VolunteerHistory
from cms_apps.workflow.actors import KIND_LABELS

Entry = dict[str, Any]


def everything_about(application: Application) -> dict[str, list[Entry]]:
    """Each kind of row with its fields as plain values; names of the team and secrets are left out (`record`)."""
    return _sections(whole_of(application))


def _sections(whole: Whole) -> dict[str, list[Entry]]:
    return {
        section.name: [{name: _plain(row, name) for name in section.fields} for row in _rows(section, whole)]
        for section in SECTIONS
    }


def as_json(application: Application) -> bytes:
    """`everything_about` for a machine."""
    return _json(application.organisation, everything_about(application))


def left_as_json(volunteer: Volunteer) -> bytes:
    """The same of a volunteer whose application is gone: what proves the funding of a course."""
    return _json(volunteer.organisation, _sections(left_of(volunteer)))


def _json(controller: HostOrganisation, data: dict[str, list[Entry]]) -> bytes:
    about = {"made_at": timezone.now().isoformat(), "controller": controller.name, "data": data}
    return json.dumps(about, ensure_ascii=False, indent=2).encode()


def as_pdf(application: Application) -> bytes:
    """The same to read, in the active language; what is empty is left out."""
    whole = whole_of(application)
    sections = [
        {"title": str(section.title), "entries": [_printed(section, row) for row in rows]}
        for section in SECTIONS
        if (rows := _rows(section, whole))
    ]
    return typeset(
        "everything",
        {
            "title": _("Was über Sie gespeichert ist: Bewerbung %(number)s") % {"number": application.number},
            "language": get_language() or settings.LANGUAGE_CODE,
            "page": [_("Seite"), _("von")],
            "intro": _("%(host)s ist dafür verantwortlich. Stand: %(day)s.")
            % {"host": application.organisation.name, "day": _in_words(timezone.now())},
            "sections": sections,
        },
    )


def _rows(section: Section, whole: Whole) -> list[Model]:
    meta = section.model._meta  # noqa: SLF001
    related = [name for name in section.fields if meta.get_field(name).is_relation]
    rows = section.model._default_manager.filter(section.rows(whole)).order_by("pk")  # noqa: SLF001
    return list(rows.select_related(*related) if related else rows)


def _plain(row: Model, name: str) -> Any:
    if isinstance(row, OutboxRow) and name == "recipient":
        return _recipient(row)
    value = getattr(row, name)
    if isinstance(value, Model):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _recipient(row: OutboxRow) -> str:
    """The address of the person or a parent; whose it is where it is somebody of the team."""
    kind = mail_kinds().get(row.kind)
    audience = Audience(kind.audience) if kind else Audience.PERSON
    return row.recipient if audience in (Audience.PERSON, Audience.PARENT) else str(audience.label)


def _printed(section: Section, row: Model) -> list[list[str]]:
    words = [(str(label), _word(row, name)) for name, label in section.fields.items()]
    return [[label, word] for label, word in words if word]


def _word(row: Model, name: str) -> str:
    value = _plain(row, name)
    if (special := _special(row, name, value)) is not None:
        return special
    field = row._meta.get_field(name)  # noqa: SLF001
    if getattr(field, "choices", None):
        return str(getattr(row, f"get_{name}_display")())
    return _in_words(getattr(row, name) if isinstance(getattr(row, name), date) else value)


def _special(row: Model, name: str, value: Any) -> str | None:
    """Codes whose words stand elsewhere than in the choices of their field."""
    if name == "actor_kind":
        return str(KIND_LABELS.get(value, _("Team")))
    say = SPECIAL.get((type(row), name))
    return None if say is None else say(row)


LINK_WORDS: dict[str, Any] = {
    mails.CONFIRM_LINK: gettext_lazy("Bewerbung bestätigen"),
    mails.STATUS_LINK: gettext_lazy("Stand der Bewerbung"),
    mails.PARENT_LINK: gettext_lazy("Zustimmung der Eltern"),
    mails.CALENDAR_LINK: gettext_lazy("Kurstermine im eigenen Kalender"),
    mails.EMAIL_OLD_LINK: gettext_lazy("Neue E-Mail-Adresse: bisheriges Postfach"),
    mails.EMAIL_NEW_LINK: gettext_lazy("Neue E-Mail-Adresse: neues Postfach"),
}
STATES: dict[type[Model], type[TextChoices]] = {
    ApplicationHistory: ApplicationState,
    VolunteerHistory: VolunteerState,
    EnrolmentHistory: EnrolmentState,
    CertificateHistory: CertificateState,
}


def _state(name: str) -> Callable[[Any], str]:
    def say(row: Any) -> str:
        code = getattr(row, name)
        return str(dict(STATES[type(row)].choices).get(code, code))

    return say


def _reason(code: str) -> str:
    return str(dict(DeclineReason.choices).get(code, code))


SPECIAL: dict[tuple[type[Model], str], Callable[[Any], str]] = {
    (OutboxRow, "kind"): lambda row: described(row.kind),
    (ApplicationLanguage, "code"): lambda row: "" if row.other_name else language_name(row.code),
    **{(model, "transition"): lambda row: row.label for model in STATES},
    **{(model, name): _state(name) for model in STATES for name in ("source", "target")},
    **{
        (model, "language"): lambda row: language_name(row.language)
        for model in (Application, Volunteer, OutboxRow, Draft)
    },
    (ApplicationHistory, "reason_code"): lambda row: _reason(row.reason_code),
    (PlannedDecision, "reason"): lambda row: _reason(row.reason),
    (ApplicationHistory, "note"): lambda row: str(NOTE_LABEL.get(row.note, row.note)),
    (CertificateNote, "dated"): lambda row: _in_words(row.dated_on),
    (CourseCertificate, "contents"): lambda row: "; ".join(row.contents),
    (Correction, "fields"): lambda row: row.what,
    (Application, "slots"): lambda row: ", ".join(row.slot_labels),
    (Application, "topics"): lambda row: ", ".join(row.topic_labels),
    (Link, "purpose"): lambda row: str(LINK_WORDS.get(row.purpose, row.purpose)),
}


def _in_words(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "j. F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j. F Y")
    if isinstance(value, list) and all(isinstance(one, dict) and "label" in one for one in value):
        return "\n".join(f"{one['label']}: {one.get('value', '')}" for one in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
