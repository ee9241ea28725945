"""Kinds of host organisations and roles in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Stadt oder Gemeinde")
    DISTRICT = "district", _("Landkreis")
    WELFARE = "welfare", _("Wohlfahrtsverband")
    AGENCY = "agency", _("Freiwilligenzentrum")
    ASSOCIATION = "association", _("Verein")
    EDUCATION = "education", _("Bildungsträger")
    CENTRE = "centre", _("Servicestelle des Landes")


class Role(models.TextChoices):
    READER = "reader", _("Lesen")
    COORDINATOR = "coordinator", _("Koordination")
    ADMINISTRATOR = "administrator", _("Verwaltung")


class QuestionKind(models.TextChoices):
    """Of what kind a question of a Träger's own is; no more than these, or it becomes a form builder."""

    TEXT = "text", _("Text")
    CHOICE = "choice", _("Auswahl")
    YES_NO = "yes_no", _("Ja oder Nein")


MOST_QUESTIONS = 5  # more would be another form

DECIDING_ROLES = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})


class MailRhythm(models.TextChoices):
    """How often somebody of the team wants mail."""

    EACH = "each", _("jede Mail sofort")
    DAILY = "daily", _("eine Sammelmail an jedem Arbeitstag")
    WEEKLY = "weekly", _("eine Sammelmail am Montag")


class MailboxUse(models.TextChoices):
    """What a shared mailbox (gemeinsames Postfach) is to the team."""

    BESIDE = "beside", _("zusätzlich zu den Mitgliedern")
    INSTEAD = "instead", _("anstelle der Mitglieder")
