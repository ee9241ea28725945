"""A volunteer guide (Integrationslots*in) at one host organisation."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.names import NameKeyField
from cms_apps.foundation.privacy import Declaration
from cms_apps.organisations.models import HostOrganisation
from cms_apps.volunteers.enums import HERE_STATES, HISTORY_LABEL, STATE_TONE, VolunteerState
from cms_apps.workflow.models import HistoryRecord


class Volunteer(models.Model):
    """One row per person and host organisation: each is its own controller (design.md, "Who acts")."""

    privacy = Declaration(
        data=_("Name, E-Mail-Adresse, Telefon"),
        fields=("first_name", "last_name", "email", "phone", "sort_key"),
        purpose=_("das Ehrenamt planen und begleiten"),
        readers=(_("der eigene Träger"),),
        retention=_("solange das Ehrenamt dauert"),
        rules=("volunteering.left", "volunteering.funding"),
        subject="self",
    )

    organisation = models.ForeignKey(HostOrganisation, on_delete=models.PROTECT, related_name="volunteers")
    first_name = models.CharField("Vorname", max_length=80)
    last_name = models.CharField("Nachname", max_length=80)
    email = models.EmailField("E-Mail-Adresse", db_index=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    language = models.CharField("Sprache der Mails", max_length=10, default="de")
    state = models.CharField(max_length=20, choices=VolunteerState.choices, default=VolunteerState.PREPARING)
    state_since = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)
    sort_key = NameKeyField(parts=("last_name", "first_name"))
    paused_until = models.DateField("Pause bis", null=True, blank=True)
    # Whether somebody who pauses was asked if they go on; once for each pause.
    pause_asked_at = models.DateTimeField(null=True, blank=True)

    # Whether the reader for whom it was read has opened the contact data; closed otherwise.
    contact_opened = False

    class Meta:
        verbose_name = "Ehrenamtliche Person"
        verbose_name_plural = "Ehrenamtliche"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["organisation", "state"], name="volunteer_by_organisation"),
            models.Index(fields=["organisation", "sort_key", "id"], name="volunteer_by_name"),
            models.Index(
                fields=["state_since"],
                condition=models.Q(state=VolunteerState.PAUSED),
                name="volunteer_paused",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"

    @property
    def is_here(self) -> bool:
        """Whether they still take part; contact data of whoever left is not shown."""
        return self.state in HERE_STATES

    @property
    def contact_shown(self) -> bool:
        """Whether this reader sees contact data: they may, and they have clicked for it."""
        return self.is_here and self.contact_opened

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(VolunteerState(self.state).label)

    @property
    def tone(self) -> str:
        """How the state is coloured (tag state_tag)."""
        return STATE_TONE[VolunteerState(self.state)]

    @property
    def subject_key(self) -> str:
        """How outbox rows name this volunteer."""
        return f"volunteer:{self.pk}"


class VolunteerHistory(HistoryRecord):
    """What happened to a volunteer."""

    privacy = Declaration(
        data=_("Verlauf des Ehrenamts"),
        fields=("actor", "actor_label", "note"),
        purpose=_("nachvollziehen, wer wann entschieden hat"),
        readers=(_("der eigene Träger"),),
        retention=_("so lange wie das Ehrenamt"),
        subject="subject",
    )

    subject = models.ForeignKey(Volunteer, on_delete=models.CASCADE, related_name="history")

    @property
    def label(self) -> str:
        """What happened, in words."""
        return str(HISTORY_LABEL.get(self.transition, self.transition))
