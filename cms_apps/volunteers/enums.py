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
