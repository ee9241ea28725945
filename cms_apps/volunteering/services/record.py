"""Which rows belong to the person behind an application, and which of their fields an export holds.

A test walks all models and all their fields: what is neither in `fields` nor in `left_out` fails it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from cms_apps.accounts.mailboxes import account_of
from cms_apps.accounts.models import User
from cms_apps.enrolments.models import (
    Attendance,
    CertificateHistory,
    CertificatePaper,
    CourseCertificate,
    CourseReminder,
    Enrolment,
    EnrolmentHistory,
    Need,
)
from cms_apps.links.models import Link
from cms_apps.outbox.models import OutboxRow
from cms_apps.privacy.models import AccessRecord
from cms_apps.volunteering.models import (
    Application,
    ApplicationHistory,
    ApplicationLanguage,
    Consent,
    Correction,
    Draft,
    EmailChange,
    ErasureRequest,
    FirstTalk,
    ForwardProposal,
    Message,
    Note,
    PlannedDecision,
)
from cms_apps.volunteers.models import CertificateNote, Volunteer, VolunteerHistory

KEY = "internal key"
WHOSE = "says whose row it is"
COLLEAGUE = "names a member of the team"
STAMP = "what the clock has done, no statement about the person"


@dataclass(frozen=True)
class Section:
    """The rows of one model: `fields` by name with what they are called in print, `left_out` with the reason."""

    name: str
    title: Any
    model: type[Model]
    rows: Callable[["Whole"], Q]
    fields: dict[str, Any]
    left_out: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Whole:
    """An application with those that became part of it, and the volunteer, as keys to find their rows by."""

    pks: list[int]
    keys: list[str]
    draft_keys: list[UUID]
    subjects: list[str]
    volunteer: int  # 0 without one: None would find the rows of nobody
    email: str


def whole_of(application: Application) -> Whole:
    """All that the person behind an application has at this organisation; one query."""
    every = [application, *application.merged.all()]
    subjects = [one.subject_key for one in every]
    if application.volunteer is not None:
        subjects.append(application.volunteer.subject_key)
    return Whole(
        pks=[one.pk for one in every],
        keys=[str(one.key) for one in every],
        draft_keys=[one.draft_key for one in every],
        subjects=subjects,
        volunteer=application.volunteer_id or 0,
        email=application.email,
    )


def left_of(volunteer: Volunteer) -> Whole:
    """What is left of a volunteer whose application is gone: the proof of funded courses."""
    return Whole(
        pks=[], keys=[], draft_keys=[], subjects=[volunteer.subject_key], volunteer=volunteer.pk,
        email=volunteer.email,
    )  # fmt: skip


def _own(lookup: str) -> Callable[[Whole], Q]:
    return lambda whole: Q(**{f"{lookup}__in": whole.pks})


def _of_volunteer(lookup: str) -> Callable[[Whole], Q]:
    return lambda whole: Q(**{lookup: whole.volunteer})


def _account_by_code(whole: Whole) -> Q:
    """The account of whoever reads the mails to the address; that of staff is exported where they are the subject."""
    user = account_of(whole.email) if whole.email else None
    return Q(pk=user.pk if user and user.by_code else 0)


_HISTORY = {
    "transition": _("Was"),
    "source": _("vorher"),
    "target": _("danach"),
    "actor_kind": _("durch"),
    "reason_code": _("Grund"),
    "note": _("Notiz"),
    "at": _("wann"),
}
_HISTORY_LEFT_OUT = {"id": KEY, "subject": WHOSE, "actor": COLLEAGUE, "actor_label": COLLEAGUE}
_LEFT_OUT = {"id": KEY, "application": WHOSE}

SECTIONS = (
    Section(
        "application", _("Bewerbung"), Application, _own("pk"),
        {
            "number": _("Nummer"), "state": _("Stand"), "state_since": _("Stand seit"),
            "organisation": _("Träger"), "first_name": _("Vorname"), "last_name": _("Nachname"),
            "email": _("E-Mail-Adresse"), "phone": _("Telefon"), "place_typed": _("Wohnort, wie eingegeben"),
            "municipality": _("Gemeinde"), "slots": _("Zeiten"), "hours": _("Stunden pro Woche"),
            "topics": _("Themen"), "motivation": _("Warum Sie mithelfen möchten"),
            "course_wish": _("Kurswunsch"), "wished_run": _("gewünschter Kurs"),
            "birth_year": _("Geburtsjahr"), "parent_name": _("Name eines Elternteils"),
            "parent_email": _("E-Mail-Adresse eines Elternteils"),
            "parent_agreed_at": _("Eltern einverstanden seit"), "talk_wish": _("Wunsch zum Erstgespräch"),
            "extra_answers": _("Antworten auf Fragen des Trägers"), "language": _("Sprache der Mails"),
            "source": _("Eingang"), "submitted_at": _("abgeschickt"), "confirmed_at": _("bestätigt"),
            "promised_on": _("Antwort zugesagt bis"), "decision_message": _("Nachricht an Sie"),
            "clock_stopped_on": _("Frist steht still seit"),
            "forwarded_from": _("weitergeleitet aus Bewerbung"),
            "merged_into": _("zusammengeführt mit Bewerbung"),
        },
        {
            "id": KEY, "key": KEY, "draft_key": KEY, "name_key": "the name once more, to find", "last_name_key": "the name once more, to find",
            "sound_key": "the name once more, to find", "volunteer": "its own section", "assigned_to": COLLEAGUE,
            "reminded_at": STAMP, "escalated_at": STAMP, "overdue_told_at": STAMP, "asked_interest_at": STAMP,
        },
    ),
    Section(
        "languages", _("Sprachen"), ApplicationLanguage, _own("application"),
        {
            "code": _("Sprache"), "other_name": _("Sprache, wie eingegeben"), "level": _("Wie gut?"),
            "spoken": _("sprechen"), "written": _("schreiben"),
        },
        _LEFT_OUT,
    ),
    Section(
        "consents", _("Einwilligungen und Hinweise"), Consent, _own("application"),
        {
            "purpose": _("Wozu"), "text_version": _("Fassung des Textes"), "given_at": _("gegeben"),
            "revoked_at": _("zurückgenommen"),
        },
        _LEFT_OUT,
    ),
    Section(
        "history", _("Verlauf"), ApplicationHistory, _own("subject"), _HISTORY, _HISTORY_LEFT_OUT
    ),
    Section(
        "messages", _("Nachrichten"), Message, _own("application"),
        {
            "kind": _("Art"), "from_team": _("vom Team"), "text": _("Text"), "at": _("wann"),
            "read_at": _("gelesen"),
        },
        {**_LEFT_OUT, "author": COLLEAGUE},
    ),
    Section(
        "notes", _("Notizen des Teams über Sie"), Note, _own("application"),
        {"kind": _("Art"), "text": _("Text"), "at": _("wann")},
        {**_LEFT_OUT, "author": COLLEAGUE, "author_label": COLLEAGUE},
    ),
    Section(
        "talks", _("Erstgespräche"), FirstTalk, _own("application"),
        {
            "starts_at": _("Beginn"), "minutes": _("Dauer in Minuten"), "mode": _("Art"), "where": _("Wo"),
            "outcome": _("Ergebnis"), "created_at": _("vereinbart"),
        },
        {**_LEFT_OUT, "sequence": "counts moves for calendars", "reminded_at": STAMP},
    ),
    Section(
        "proposals", _("Vorschläge einer Weiterleitung"), ForwardProposal, _own("application"),
        {
            "target": _("Neuer Träger"), "message": _("Text"), "outcome": _("Ergebnis"),
            "proposed_at": _("vorgeschlagen"), "open_until": _("Antwort bis"), "answered_at": _("beantwortet"),
        },
        _LEFT_OUT,
    ),
    Section(
        "planned_decisions", _("Vorbereitete Schritte des Teams"), PlannedDecision,
        # One that waits may still be recalled and is no decision; it stands in the history minutes later.
        lambda whole: Q(application__in=whole.pks, done_at__isnull=False),
        {
            "verb": _("Was"), "reason": _("Grund"), "message": _("Text"), "created_at": _("vorbereitet"),
            "done_at": _("ausgeführt"), "problem": _("Hindernis"),
        },
        {
            **_LEFT_OUT, "author": COLLEAGUE, "batch": KEY, "expected": KEY,
            "due_at": "until when it could be recalled",
        },
    ),
    Section(
        "corrections", _("Änderungen an Ihren Angaben"), Correction, _own("application"),
        {"part": _("Teil"), "fields": _("Felder"), "actor_kind": _("durch"), "at": _("wann")},
        {**_LEFT_OUT, "actor": COLLEAGUE, "actor_label": COLLEAGUE},
    ),
    Section(
        "email_change", _("Gewünschte neue E-Mail-Adresse"), EmailChange, _own("application"),
        {
            "new_email": _("Neue E-Mail-Adresse"), "asked_at": _("eingegeben"), "expires_at": _("gilt bis"),
            "old_agreed_at": _("bisheriges Postfach zugestimmt"), "new_agreed_at": _("neues Postfach zugestimmt"),
        },
        _LEFT_OUT,
    ),
    Section(
        "erasure_requests", _("Löschverlangen"), ErasureRequest, _own("application"),
        {
            "asked_at": _("verlangt"), "due_on": _("Antwort bis"), "refused_at": _("abgelehnt"),
            "reason": _("Grund"),
        },
        {**_LEFT_OUT, "answered_by": COLLEAGUE},
    ),
    Section(
        "volunteer", _("Ehrenamt"), Volunteer, _of_volunteer("pk"),
        {
            "organisation": _("Träger"), "first_name": _("Vorname"), "last_name": _("Nachname"),
            "email": _("E-Mail-Adresse"), "phone": _("Telefon"), "language": _("Sprache der Mails"),
            "state": _("Stand"), "state_since": _("Stand seit"), "created_at": _("angelegt"),
            "paused_until": _("Pause bis"),
        },
        {"id": KEY, "sort_key": "the name once more, to find", "pause_asked_at": STAMP},
    ),
    Section(
        "certificate_note", _("Vermerk zum Führungszeugnis"), CertificateNote, _of_volunteer("volunteer"),
        {
            "inspected": _("eingesehen"), "dated": _("Datum des Führungszeugnisses"),
            "conviction": _("einschlägige Verurteilung"),
        },
        {"id": KEY, "volunteer": WHOSE},
    ),
    Section(
        "volunteer_history", _("Verlauf des Ehrenamts"), VolunteerHistory, _of_volunteer("subject"), _HISTORY,
        _HISTORY_LEFT_OUT,
    ),
    Section(
        "enrolments", _("Kursplätze"), Enrolment, _of_volunteer("volunteer"),
        {
            "run": _("Kurs"), "state": _("Stand"), "state_since": _("Stand seit"),
            "offer_until": _("Angebot gilt bis"), "created_at": _("angelegt"),
            "turned_down": _("früher leer ausgegangen (so oft)"),
        },
        {"id": KEY, "volunteer": WHOSE},
    ),
    Section(
        "enrolment_history", _("Verlauf der Kursplätze"), EnrolmentHistory,
        _of_volunteer("subject__volunteer"), _HISTORY, _HISTORY_LEFT_OUT,
    ),
    Section(
        "needs", _("Bedarf im Kurs"), Need, _of_volunteer("enrolment__volunteer"),
        {
            "child_care": _("Kinderbetreuung"), "interpreter": _("Dolmetschen"),
            "step_free": _("Zugang ohne Stufen"), "agreed_at": _("Einwilligung gegeben"),
        },
        {"id": KEY, "enrolment": WHOSE},
    ),
    Section(
        "reminders", _("Erinnerungen an Kurstermine"), CourseReminder, _of_volunteer("enrolment__volunteer"),
        {"kind": _("Was"), "starts_at": _("Termin"), "at": _("wann")},
        {"id": KEY, "enrolment": WHOSE, "date": KEY},
    ),
    Section(
        "attendances", _("Anwesenheit"), Attendance, _of_volunteer("enrolment__volunteer"),
        {"date": _("Termin"), "units": _("UE"), "noted_at": _("eingetragen")},
        {"id": KEY, "enrolment": WHOSE, "noted_by": COLLEAGUE, "version": KEY},
    ),
    Section(
        "certificates", _("Zertifikate"), CourseCertificate, _of_volunteer("enrolment__volunteer"),
        {
            "number": _("Nummer"), "code": _("Prüfcode"), "state": _("Stand"), "state_since": _("Stand seit"),
            "name": _("Name"), "course": _("Kurs"), "kind": _("Kursart"), "host": _("Träger"),
            "begins_on": _("erster Tag"), "ends_on": _("letzter Tag"), "units": _("UE"), "contents": _("Inhalte"),
            "issued_at": _("ausgestellt"), "handed_over_how": _("übergeben"), "handed_over_on": _("übergeben am"),
        },
        {"id": KEY, "enrolment": WHOSE, "replaced_by": KEY},
    ),
    Section(
        "certificate_history", _("Verlauf der Zertifikate"), CertificateHistory,
        _of_volunteer("subject__enrolment__volunteer"), _HISTORY, _HISTORY_LEFT_OUT,
    ),
    Section(
        "certificate_papers", _("Zertifikate als PDF"), CertificatePaper,
        _of_volunteer("certificate__enrolment__volunteer"), {"made_at": _("erstellt")},
        {"certificate": WHOSE, "pdf": "what it says stands above; the file itself lies on the status page"},
    ),
    Section(
        "account", _("Konto"), User, _account_by_code,
        {
            "email": _("E-Mail-Adresse"), "first_name": _("Vorname"), "last_name": _("Nachname"),
            "date_joined": _("angelegt"), "last_login": _("zuletzt angemeldet"),
            "second_factor_since": _("zweiter Faktor verlangt seit"),
        },
        {
            "id": KEY, "password": "would help to guess it", "username": KEY, "is_active": KEY, "is_staff": KEY,
            "is_superuser": KEY, "by_code": KEY, "is_demo": KEY,
        },
    ),
    Section(
        "mails", _("Mails"), OutboxRow, lambda whole: Q(subject_key__in=whole.subjects),
        {
            "kind": _("Was"), "recipient": _("An"), "language": _("Sprache"), "status": _("Stand"),
            "created_at": _("angelegt"), "delivered_at": _("zugestellt"), "replayed_at": _("noch einmal geschickt"),
        },
        {
            "id": KEY, "subject_key": WHOSE, "payload": "keys of the rows above", "dedupe_key": KEY,
            "secret": "a code for signing in, blanked on delivery", "replayed_by": COLLEAGUE,
            "attempts": STAMP, "due_at": STAMP, "claimed_until": STAMP, "expires_at": STAMP, "error": STAMP,
            "replays": STAMP,
        },
    ),
    Section(
        "links", _("Geheime Links"), Link, lambda whole: Q(object_key__in=whole.keys),
        {
            "purpose": _("Wozu"), "created_at": _("angelegt"), "expires_at": _("gilt bis"),
            "used_at": _("benutzt"),
        },
        {"id": KEY, "object_key": WHOSE, "version": KEY, "key_hash": "would help to guess the link"},
    ),
    Section(
        "access", _("Wer Ihre Angaben angesehen hat"), AccessRecord,
        lambda whole: Q(object_key__in=whole.subjects),
        {"organisation": _("Team"), "kind": _("Wo"), "what": _("Was"), "at": _("wann")},
        {"id": KEY, "object_key": WHOSE, "user": COLLEAGUE},
    ),
    Section(
        "draft", _("Entwurf"), Draft, lambda whole: Q(key__in=whole.draft_keys),
        {
            "created_at": _("begonnen"), "changed_at": _("zuletzt geändert"), "submitted_at": _("abgeschickt"),
            "language": _("Sprache"), "email": _("E-Mail-Adresse"), "data": _("Eingaben"),
            "overwritten": _("ersetzte Eingaben"), "warned_at": _("gewarnt"),
        },
        {"id": KEY, "key": KEY, "code_hash": "would help to guess the code", "versions": "counts writes"},
    ),
)  # fmt: skip
