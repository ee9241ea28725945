"""States of an enrolment."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EnrolmentState(models.TextChoices):
    """A place in a run, or the way to one over its waiting list (Warteliste)."""

    ASKED = "asked", _("angefragt")
    ENROLLED = "enrolled", _("angemeldet")
    WAITING = "waiting", _("auf der Warteliste")
    OFFERED = "offered", _("Platz angeboten")
    GIVEN_UP = "given_up", _("Platz abgegeben")
    REFUSED = "refused", _("Angebot abgelehnt")
    EXPIRED = "expired", _("Angebot verfallen")
    DECLINED = "declined", _("nicht zugelassen")
    LEFT_LIST = "left_list", _("Warteliste verlassen")
    MISSED = "missed", _("ohne Platz geblieben")
    CALLED_OFF = "called_off", _("Kurs abgesagt")
    COMPLETED = "completed", _("abgeschlossen")
    NOT_COMPLETED = "not_completed", _("nicht abgeschlossen")


HISTORY_LABEL = {
    "created": _("eingetragen"),
    "admit": _("zugelassen"),
    "queue": _("zugelassen, auf der Warteliste"),
    "decline": _("nicht zugelassen"),
    "give_up": _("Platz abgegeben"),
    "leave_list": _("Warteliste verlassen"),
    "close_list": _("kein Platz frei geworden"),
    "call_off": _("Kurs abgesagt"),
    "offer": _("Platz angeboten"),
    "take": _("Platz angenommen"),
    "refuse": _("Angebot abgelehnt"),
    "expire": _("Angebot verfallen"),
    "complete": _("Kurs abgeschlossen"),
    "reopen": _("Abschluss zurückgenommen"),
    "fall_short": _("zu viel gefehlt, nicht abgeschlossen"),
}
# The same arrow, of somebody about whom nobody had decided.
NOT_DECIDED = _("bis zum Beginn nicht entschieden")
LIVE_STATES = frozenset(
    {EnrolmentState.ASKED, EnrolmentState.ENROLLED, EnrolmentState.WAITING, EnrolmentState.OFFERED}
)
# Those who want a place and hold none.
HOPING_STATES = frozenset({EnrolmentState.ASKED, EnrolmentState.WAITING})
# Whoever is in one of these will not be there.
PLACELESS_STATES = frozenset(
    {
        EnrolmentState.GIVEN_UP,
        EnrolmentState.REFUSED,
        EnrolmentState.EXPIRED,
        EnrolmentState.LEFT_LIST,
        EnrolmentState.DECLINED,
        EnrolmentState.MISSED,
        EnrolmentState.CALLED_OFF,
    }
)
# Who came to the course, or will: on the list of participants.
CAME_STATES = frozenset({EnrolmentState.ENROLLED, EnrolmentState.COMPLETED, EnrolmentState.NOT_COMPLETED})
# Who has come to its end.
DONE_STATES = frozenset({EnrolmentState.COMPLETED, EnrolmentState.NOT_COMPLETED})
HOLDING_STATES = CAME_STATES | {EnrolmentState.OFFERED}  # each counts in `CourseRun.taken`
TURNED_DOWN_STATES = frozenset(
    {EnrolmentState.MISSED, EnrolmentState.CALLED_OFF}
)  # through no fault of their own


class NeedKind(models.TextChoices):
    """What somebody may need in a course; each value is a field of `Need`."""

    CHILD_CARE = "child_care", _("Kinderbetreuung")
    INTERPRETER = "interpreter", _("Dolmetschen")
    STEP_FREE = "step_free", _("Zugang ohne Stufen")


class ReminderKind(models.TextChoices):
    """What the clock writes about a date: in good time, once more just before, and after the last one."""

    EARLY = "early", _("rechtzeitig vorher")
    AGAIN = "again", _("kurz vorher")
    AFTERWARDS = "afterwards", _("nachher gefragt")


class CertificateState(models.TextChoices):
    """Whether a certificate holds."""

    VALID = "valid", _("gültig")
    WITHDRAWN = "withdrawn", _("zurückgezogen")
    REPLACED = "replaced", _("durch ein neues ersetzt")


class HandedOver(models.TextChoices):
    """How a certificate came to its person."""

    IN_PERSON = "in_person", _("persönlich")
    CEREMONY = "ceremony", _("bei einer Feier")
    POST = "post", _("mit der Post")
    FILE = "file", _("als Datei")


CERTIFICATE_LABEL = {
    "created": _("ausgestellt"),
    "withdraw": _("zurückgezogen"),
    "replace": _("durch ein neues ersetzt"),
    "hand_over": _("übergeben"),
}
