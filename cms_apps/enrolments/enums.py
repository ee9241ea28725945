"""States of an enrolment."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EnrolmentState(models.TextChoices):
    ENROLLED = "enrolled", _("angemeldet")
    GIVEN_UP = "given_up", _("Platz abgegeben")
