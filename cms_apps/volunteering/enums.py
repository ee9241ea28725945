"""States of an application and the choices of its form."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ApplicationState(models.TextChoices):
    """Labels for staff; `views/journey.py` says it to the applicant."""

    UNCONFIRMED = "unconfirmed", _("unbestätigt")
    RECEIVED = "received", _("eingegangen")
    IN_REVIEW = "in_review", _("in Prüfung")
    ACCEPTED = "accepted", _("zugesagt")
    DECLINED = "declined", _("abgelehnt")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


OPEN_STATES = frozenset({ApplicationState.RECEIVED, ApplicationState.IN_REVIEW})
DESK_STATES = frozenset(ApplicationState) - {ApplicationState.UNCONFIRMED}
DECIDED_STATES = DESK_STATES - OPEN_STATES
CONTACT_STATES = frozenset({ApplicationState.IN_REVIEW, ApplicationState.ACCEPTED})
WITHDRAWABLE_STATES = OPEN_STATES

STATE_TONE = {
    ApplicationState.UNCONFIRMED: "quiet",
    ApplicationState.RECEIVED: "open",
    ApplicationState.IN_REVIEW: "wait",
    ApplicationState.ACCEPTED: "done",
    ApplicationState.DECLINED: "quiet",
    ApplicationState.WITHDRAWN: "quiet",
}
HISTORY_LABEL = {
    "created": _("abgeschickt"),
    "confirm": _("bestätigt"),
    "take_into_review": _("in Prüfung genommen"),
    "give_back": _("zurückgegeben"),
    "accept": _("zugesagt"),
    "decline": _("abgelehnt"),
    "withdraw": _("zurückgezogen"),
}


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


class TalkWay(models.TextChoices):
    """How somebody would like to have a first talk."""

    PHONE = "phone", _("am Telefon")
    VIDEO = "video", _("per Video")
    PLACE = "place", _("vor Ort beim Träger")


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
