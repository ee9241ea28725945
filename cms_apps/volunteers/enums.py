"""States of a volunteer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VolunteerState(models.TextChoices):
    PREPARING = "preparing", _("in Vorbereitung")
    ACTIVE = "active", _("aktiv")
    PAUSED = "paused", _("pausiert")
    LEFT = "left", _("ausgeschieden")


HERE_STATES = frozenset(VolunteerState) - {VolunteerState.LEFT}
