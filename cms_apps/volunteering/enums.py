"""States of an application and the choices of its form."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ApplicationState(models.TextChoices):
    """Labels for staff; `views/journey.py` says it to the applicant."""

    UNCONFIRMED = "unconfirmed", _("unbestätigt")
    PARENT_ASKED = "parent_asked", _("wartet auf die Eltern")
    RECEIVED = "received", _("eingegangen")
    IN_REVIEW = "in_review", _("in Prüfung")
    QUERY = "query", _("Rückfrage gestellt")
    TALK = "talk", _("Erstgespräch vereinbart")
    FORWARD_ASKED = "forward_asked", _("Weiterleitung vorgeschlagen")
    SHORTLISTED = "shortlisted", _("vorgemerkt")
    RESTING = "resting", _("ruht")
    ACCEPTED = "accepted", _("zugesagt")
    DECLINED = "declined", _("abgelehnt")
    HANDED_OVER = "handed_over", _("weitergeleitet")
    WITHDRAWN = "withdrawn", _("zurückgezogen")
    MERGED = "merged", _("zusammengeführt")


_State = ApplicationState
# Before the organisation may know of it.
HIDDEN_STATES = frozenset({_State.UNCONFIRMED, _State.PARENT_ASKED})
# The organisation has begun and is at work, or waits for the person's word.
AT_WORK_STATES = frozenset({_State.IN_REVIEW, _State.QUERY, _State.TALK, _State.FORWARD_ASKED})
OPEN_STATES = AT_WORK_STATES | {_State.RECEIVED}
# Neither open nor decided: nobody waits, nothing is promised.
KEPT_STATES = frozenset({_State.SHORTLISTED, _State.RESTING})
DESK_STATES = frozenset(_State) - HIDDEN_STATES
# A merged one is found through the application that it became part of, in no list.
DECIDED_STATES = DESK_STATES - OPEN_STATES - KEPT_STATES - {_State.MERGED}
CONTACT_STATES = AT_WORK_STATES | KEPT_STATES | {_State.ACCEPTED}
# The team reads what the person writes.
WRITABLE_STATES = OPEN_STATES | KEPT_STATES | {_State.ACCEPTED}
# Nothing is arranged with the person at present, so it may become part of another of theirs …
MERGEABLE_STATES = KEPT_STATES | {_State.RECEIVED, _State.IN_REVIEW}
# … in one of these states.
MAIN_STATES = OPEN_STATES | KEPT_STATES | {_State.ACCEPTED}
WITHDRAWABLE_STATES = OPEN_STATES | KEPT_STATES | {_State.PARENT_ASKED}
# Nobody decides (any more): the person's own word is enough to delete everything at once.
OWN_END_STATES = WITHDRAWABLE_STATES | {_State.WITHDRAWN}
# The team goes on working with contact, languages and times; what it has decided about stays as it was.
CURRENT_STATES = WITHDRAWABLE_STATES | {_State.ACCEPTED}

STATE_TONE = {
    _State.UNCONFIRMED: "quiet",
    _State.PARENT_ASKED: "quiet",
    _State.RECEIVED: "open",
    _State.IN_REVIEW: "wait",
    _State.QUERY: "wait",
    _State.TALK: "wait",
    _State.FORWARD_ASKED: "wait",
    _State.SHORTLISTED: "quiet",
    _State.RESTING: "quiet",
    _State.ACCEPTED: "done",
    _State.DECLINED: "quiet",
    _State.HANDED_OVER: "quiet",
    _State.WITHDRAWN: "quiet",
    _State.MERGED: "quiet",
}
HISTORY_LABEL = {
    "created": _("abgeschickt"),
    "confirm": _("bestätigt"),
    "ask_parent": _("bestätigt, Eltern gefragt"),
    "parent_agrees": _("Eltern sind einverstanden"),
    "parent_refuses": _("Eltern sind nicht einverstanden"),
    "record_letter": _("Brief der Eltern erfasst"),
    "take_into_review": _("in Prüfung genommen"),
    "give_back": _("zurückgegeben"),
    "ask": _("Rückfrage gestellt"),
    "answer": _("Rückfrage beantwortet"),
    "take_back_question": _("Rückfrage zurückgenommen"),
    "remind": _("an die Rückfrage erinnert"),
    "arrange_talk": _("Erstgespräch vereinbart"),
    "move_talk": _("Erstgespräch verlegt"),
    "talk_held": _("Erstgespräch geführt"),
    "talk_missed": _("zum Erstgespräch nicht gekommen"),
    "cancel_talk": _("Erstgespräch abgesagt"),
    "shortlist": _("vorgemerkt"),
    "still_interested": _("noch interessiert"),
    "take_up": _("wieder in Prüfung genommen"),
    "propose_forward": _("Weiterleitung vorgeschlagen"),
    "take_back_forward": _("Weiterleitung zurückgenommen"),
    "agree_forward": _("weitergeleitet"),
    "refuse_forward": _("Weiterleitung abgelehnt"),
    "forward_lapsed": _("Weiterleitung nicht beantwortet"),
    "forward_failed": _("Weiterleitung nicht mehr möglich"),
    "rest": _("ruht"),
    "wake": _("meldet sich wieder"),
    "accept": _("zugesagt"),
    "decline": _("abgelehnt"),
    "withdraw": _("zurückgezogen"),
    "merge": _("zusammengeführt"),
}


# What the history notes beside a verb, in words for staff.
WITHOUT_TALK = "without_talk"
NOTE_LABEL = {WITHOUT_TALK: _("ohne Erstgespräch")}


class Source(models.TextChoices):
    """How an application reached us."""

    WEB = "web", _("Internet")
    PAPER = "paper", _("Papier")
    PHONE = "phone", _("Telefon")
    IMPORT = "import", _("Import")
    FORWARD = "forward", _("Weiterleitung")


# Ways on which the team itself enters an application.
ENTERED_BY_TEAM = frozenset({Source.PAPER, Source.PHONE, Source.IMPORT})


class TalkMode(models.TextChoices):
    """How a first talk (Erstgespräch) is held."""

    PHONE = "phone", _("am Telefon")
    VIDEO = "video", _("per Video")
    PLACE = "place", _("vor Ort beim Träger")


class TalkOutcome(models.TextChoices):
    """What became of a first talk."""

    PLANNED = "planned", _("geplant")
    HELD = "held", _("geführt")
    MISSED = "missed", _("nicht gekommen")
    CANCELLED = "cancelled", _("abgesagt")


class ForwardOutcome(models.TextChoices):
    """What became of a proposal to pass an application on."""

    OPEN = "open", _("offen")
    AGREED = "agreed", _("zugestimmt")
    REFUSED = "refused", _("abgelehnt")
    LAPSED = "lapsed", _("nicht beantwortet")
    FAILED = "failed", _("nicht mehr möglich")
    TAKEN_BACK = "taken_back", _("zurückgenommen")


class MessageKind(models.TextChoices):
    """What a message between the person and the team is."""

    QUESTION = "question", _("Rückfrage")
    ANSWER = "answer", _("Antwort")
    MESSAGE = "message", _("Nachricht")


class NoteKind(models.TextChoices):
    """What the team writes down for itself."""

    NOTE = "note", _("Notiz")
    CALL = "call", _("Anruf")


class PlannedVerb(models.TextChoices):
    """What can be done to several applications at once and be recalled for a while."""

    DECLINE = "decline", _("absagen")
    REMIND = "remind", _("erinnern")


class PlannedProblem(models.TextChoices):
    """Why a planned decision was not carried out."""

    STALE = "stale", _("inzwischen hat sich der Stand geändert")
    NOT_PERMITTED = "not_permitted", _("wer geplant hat, darf hier nicht mehr entscheiden")
    REFUSED = "refused", _("das war nicht mehr möglich")


class Level(models.TextChoices):
    VERY_GOOD = "very_good", _("sehr gut")
    GOOD = "good", _("gut")
    BASIC = "basic", _("Grundkenntnisse")


class Slot(models.TextChoices):
    """Part of a week in which somebody has time."""

    WEEKDAY_MORNING = "weekday_morning", _("werktags vormittags")
    WEEKDAY_AFTERNOON = "weekday_afternoon", _("werktags nachmittags")
    WEEKDAY_EVENING = "weekday_evening", _("werktags abends")
    WEEKEND = "weekend", _("am Wochenende")
    FLEXIBLE = "flexible", _("nach Absprache")


class HoursPerWeek(models.TextChoices):
    UP_TO_2 = "up_to_2", _("bis zu 2 Stunden")
    UP_TO_5 = "up_to_5", _("3 bis 5 Stunden")
    MORE = "more", _("mehr als 5 Stunden")
    OPEN = "open", _("weiß ich noch nicht")


class Topic(models.TextChoices):
    """Where guides accompany people."""

    OFFICES = "offices", _("Ämter und Behörden")
    SCHOOL = "school", _("Kita und Schule")
    HEALTH = "health", _("Arzt und Krankenhaus")
    HOUSING = "housing", _("Wohnung und Bank")
    WORK = "work", _("Arbeit und Ausbildung")
    LEISURE = "leisure", _("Freizeit und Vereine")
    ANY = "any", _("Ich bin offen")


class CourseWish(models.TextChoices):
    """What an applicant wants of a course."""

    RUN = "run", _("ein bestimmter Kurs")
    LATER = "later", _("ein späterer Kurs")
    NONE = "none", pgettext_lazy("Kurswunsch", "keiner")


class DeclineReason(models.TextChoices):
    """Stays inside; each has a public sentence in `DECLINE_SENTENCES`."""

    NO_NEED = "no_need", _("Zurzeit kein Bedarf")
    LANGUAGES = "languages", _("Sprachen zurzeit nicht gesucht")
    PLACE = "place", _("Ort liegt außerhalb")
    REQUIREMENTS = "requirements", _("Voraussetzungen nicht erfüllt")
    UNREACHABLE = "unreachable", _("Nicht erreichbar")
    OTHER = "other", _("Anderer Grund")


DECLINE_SENTENCES = {
    DeclineReason.NO_NEED: _(
        "Im Moment ist unser Team vollständig. Deshalb können wir Sie zurzeit nicht aufnehmen."
    ),
    DeclineReason.LANGUAGES: _("Für Ihre Sprachen haben wir zurzeit schon genug Freiwillige."),
    DeclineReason.PLACE: _("Ihr Wohnort liegt außerhalb des Gebiets, in dem wir begleiten."),
    DeclineReason.REQUIREMENTS: _(
        "Für diese Aufgabe gelten bei uns Voraussetzungen, die zurzeit nicht erfüllt sind."
    ),
    DeclineReason.UNREACHABLE: _(
        "Wir haben Sie mehrmals nicht erreicht und schließen Ihre Bewerbung deshalb ab."
    ),
    DeclineReason.OTHER: _("Wir können Ihnen zurzeit keine passende Aufgabe anbieten."),
}


class ConsentPurpose(models.TextChoices):
    """What somebody agreed to; each alone, unticked, and revocable."""

    PRIVACY_NOTICE = "privacy_notice", _("Datenschutzhinweise gelesen")
    STATISTICS = "statistics", _("Zählung ohne Namen in der Landesstatistik")
    FORWARD = "forward", _("Weitergabe an einen anderen Träger")


# Given for one act that is done: nothing is left that could be taken back.
SPENT_CONSENTS = frozenset({ConsentPurpose.FORWARD})
NO_CONSENT = frozenset({ConsentPurpose.PRIVACY_NOTICE})  # somebody was informed: nothing to revoke


class OwnPart(models.TextChoices):
    """A part of their own data that people correct by their link, written whole."""

    CONTACT = "contact", _("Name und Telefon")
    EMAIL = "email", _("E-Mail-Adresse")
    PLACE = "place", _("Wohnort")
    LANGUAGES = "languages", _("Sprachen")
    AVAILABILITY = "availability", _("Zeiten und Themen")
    ABOUT = "about", _("Über Sie")
    COURSE = "course", _("Kurswunsch")
    QUESTIONS = "questions", _("Fragen des Trägers")
    PARENT = "parent", _("Elternteil")


CORRECTABLE_STATES = {
    OwnPart.CONTACT: CURRENT_STATES,
    OwnPart.EMAIL: CURRENT_STATES,
    OwnPart.PLACE: WITHDRAWABLE_STATES,
    OwnPart.LANGUAGES: CURRENT_STATES,
    OwnPart.AVAILABILITY: CURRENT_STATES,
    OwnPart.ABOUT: WITHDRAWABLE_STATES,
    OwnPart.COURSE: WITHDRAWABLE_STATES,
    OwnPart.QUESTIONS: WITHDRAWABLE_STATES,
    OwnPart.PARENT: {_State.PARENT_ASKED},
}
FIELD_LABEL = {
    "first_name": _("Vorname"),
    "last_name": _("Nachname"),
    "phone": _("Telefon"),
    "email": _("E-Mail-Adresse"),
    "place_typed": _("Wohnort"),
    "municipality_id": _("Gemeinde"),
    "languages": _("Sprachen"),
    "slots": _("Zeiten"),
    "hours": _("Stunden pro Woche"),
    "topics": _("Themen"),
    "motivation": _("Über die Person"),
    "course_wish": _("Kurswunsch"),
    "wished_run_id": _("gewünschter Kurs"),
    "extra_answers": _("Antworten auf Fragen des Trägers"),
    "parent_name": _("Name eines Elternteils"),
    "parent_email": _("E-Mail-Adresse eines Elternteils"),
}
