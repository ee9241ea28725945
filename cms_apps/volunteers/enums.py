"""States of a volunteer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VolunteerState(models.TextChoices):
    PREPARING = "preparing", _("in Vorbereitung")
    LEFT = "left", _("ausgeschieden")
