"""States of a volunteer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VolunteerState(models.TextChoices):
    PREPARING = "preparing", _("in Vorbereitung")
    ACTIVE = "active", _("aktiv")
    PAUSED = "paused", _("pausiert")
    LEFT = "left", _("ausgeschieden")


STATE_TONE = {
    VolunteerState.PREPARING: "open",
    VolunteerState.ACTIVE: "done",
    VolunteerState.PAUSED: "wait",
    VolunteerState.LEFT: "quiet",
}
HISTORY_LABEL = {
    "created": _("aufgenommen"),
    "activate": _("aktiv, es geht los"),
    "pause": _("pausiert"),
    "resume": _("macht weiter"),
    "leave": _("macht nicht mehr mit"),
}
HERE_STATES = frozenset(VolunteerState) - {VolunteerState.LEFT}


class RequestTopic(models.TextChoices):
    """What accompaniment is for: nothing about the case itself."""

    OFFICE = "office", _("Amt oder Behörde")
    SCHOOL = "school", _("Schule oder Kita")
    HEALTH = "health", _("Arzt oder Krankenhaus")
    HOME = "home", _("Wohnung")
    WORK = "work", _("Arbeit")
    OTHER = "other", _("etwas anderes")


class RequestOutcome(models.TextChoices):
    """How a request ended. Four writes, none of which is taken back: no machine, so no `state`."""

    ANSWERED = "answered", _("beantwortet")
    DECLINED = "declined", _("abgelehnt")
    SETTLED = "settled", _("hat sich erledigt")
    PASSED_ON = "passed_on", _("weitergegeben")


class PassingConsent(models.TextChoices):
    """How the person agreed that another organisation gets the request."""

    LINK = "link", _("mit einem Klick")
    WORD = "word", _("im Gespräch mit dem Team")


class RequestRefusal(models.TextChoices):
    """Stays inside; each has a public sentence in `REFUSAL_SENTENCES`."""

    LANGUAGE = "language", _("Niemand spricht diese Sprache")
    TIME = "time", _("Niemand hat dann Zeit")
    PLACE = "place", _("Ort liegt außerhalb")
    TASK = "task", _("Keine Aufgabe für Freiwillige")
    OTHER = "other", _("Anderer Grund")


REFUSAL_SENTENCES = {
    RequestRefusal.LANGUAGE: _("Wir haben zurzeit niemanden, der Ihre Sprache spricht."),
    RequestRefusal.TIME: _("Wir haben zu dieser Zeit niemanden, der mitgehen kann."),
    RequestRefusal.PLACE: _("Der Ort liegt außerhalb des Gebiets, in dem wir begleiten."),
    RequestRefusal.TASK: _("Dabei dürfen unsere Freiwilligen nicht helfen."),
    RequestRefusal.OTHER: _("Wir können Sie zurzeit nicht begleiten."),
}
