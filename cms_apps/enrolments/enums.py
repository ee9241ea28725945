"""States of an enrolment."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EnrolmentState(models.TextChoices):
    """A place in a run, or the way to one over its waiting list (Warteliste)."""

    ENROLLED = "enrolled", _("angemeldet")
    WAITING = "waiting", _("auf der Warteliste")
    OFFERED = "offered", _("Platz angeboten")
    GIVEN_UP = "given_up", _("Platz abgegeben")
    REFUSED = "refused", _("Angebot abgelehnt")
    EXPIRED = "expired", _("Angebot verfallen")
    LEFT_LIST = "left_list", _("Warteliste verlassen")
    MISSED = "missed", _("kein Platz frei geworden")
    CALLED_OFF = "called_off", _("Kurs abgesagt")
    COMPLETED = "completed", _("abgeschlossen")
    NOT_COMPLETED = "not_completed", _("nicht abgeschlossen")


HISTORY_LABEL = {
    "created": _("eingetragen"),
    "give_up": _("Platz abgegeben"),
    "leave_list": _("Warteliste verlassen"),
    "close_list": _("kein Platz frei geworden"),
    "call_off": _("Kurs abgesagt"),
    "offer": _("Platz angeboten"),
    "take": _("Platz angenommen"),
    "refuse": _("Angebot abgelehnt"),
    "expire": _("Angebot verfallen"),
    "complete": _("Kurs abgeschlossen"),
    "fall_short": _("zu viel gefehlt, nicht abgeschlossen"),
}
LIVE_STATES = frozenset({EnrolmentState.ENROLLED, EnrolmentState.WAITING, EnrolmentState.OFFERED})
# Who came to the course, or will: on the list of participants.
CAME_STATES = frozenset({EnrolmentState.ENROLLED, EnrolmentState.COMPLETED, EnrolmentState.NOT_COMPLETED})
HOLDING_STATES = CAME_STATES | {EnrolmentState.OFFERED}  # each counts in `CourseRun.taken`
TURNED_DOWN_STATES = frozenset(
    {EnrolmentState.MISSED, EnrolmentState.CALLED_OFF}
)  # through no fault of their own
