"""To whom a mail goes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    PERSON = "person", _("Bewerber*in oder Ehrenamtliche*r")
    PARENT = "parent", _("Eltern")
    TEAM = "team", _("Team des Trägers")
    CENTRE = "centre", _("Servicestelle")
    STAFF = "staff", _("Wer ein Konto hat")
