"""States and modes of a course run."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

UNIT = timedelta(minutes=45)  # one UE (Unterrichtseinheit)


class RunState(models.TextChoices):
    """Whether it is full is no state: places come and go, `taken` says it."""

    PLANNED = "planned", _("geplant")
    OPEN = "open", _("Anmeldung offen")
    CONFIRMED = "confirmed", _("findet statt")
    RUNNING = "running", _("läuft")
    FINISHED = "finished", _("beendet")
    SETTLED = "settled", _("abgerechnet")
    CANCELLED = "cancelled", _("abgesagt")


RUN_HISTORY_LABEL = {
    "created": _("geplant"),
    "open": _("Anmeldung geöffnet"),
    "close": _("Anmeldung geschlossen"),
    "confirm": _("Kurs findet statt"),
    "start": _("Kurs hat begonnen"),
    "finish": _("Kurs ist beendet"),
    "settle": _("abgerechnet"),
    "cancel": _("abgesagt"),
    "changed": _("Plan geändert"),
    "quotas": _("Kontingente geändert"),
}
RUN_TONE = {
    RunState.PLANNED: "wait",
    RunState.OPEN: "open",
    RunState.CONFIRMED: "open",
    RunState.RUNNING: "done",
    RunState.FINISHED: "wait",
    RunState.SETTLED: "quiet",
    RunState.CANCELLED: "quiet",
}
# What needs nobody's eye any more.
CLOSED_STATES = frozenset({RunState.SETTLED, RunState.CANCELLED})
# A run that is sure to take place takes people too, until its closing date.
TAKING_STATES = frozenset({RunState.OPEN, RunState.CONFIRMED})
# Held to the end.
OVER_STATES = frozenset({RunState.FINISHED, RunState.SETTLED})
# What everybody may read about, with its dates.
SHOWN_STATES = frozenset({*TAKING_STATES, RunState.RUNNING})
# Where its plan can still be changed.
CHANGEABLE_STATES = frozenset({RunState.PLANNED, RunState.OPEN, RunState.CONFIRMED, RunState.RUNNING})


class Procedure(models.TextChoices):
    """How places of a run are given (Vergabe). Each is a whole; there are no further switches."""

    FIRST_COME = "first_come", _("Wer zuerst kommt")
    HOST_DECIDES = "host_decides", _("Der Träger entscheidet")
    BY_HAND = "by_hand", _("Endgültig nur von Hand")


class Mode(models.TextChoices):
    ON_SITE = "on_site", _("vor Ort")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("vor Ort und online")
