"""What is still to be delivered, and what the worker's clock did last."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration


class Delivery(models.TextChoices):
    """Where a row is; `HELD` waits for the reader's next digest (Sammelmail), `GATHERED` went out in one.

    `LETTER` waits to be printed for somebody without an e-mail address, `POSTED` was printed.
    """

    WAITING = "waiting", _("wartet")
    HELD = "held", _("wartet auf die Sammelmail")
    DELIVERED = "delivered", _("zugestellt")
    GATHERED = "gathered", _("in der Sammelmail")
    LETTER = "letter", _("wartet als Brief auf den Druck")
    POSTED = "posted", _("als Brief gedruckt")
    DROPPED = "dropped", _("hinfällig")
    DEAD = "dead", _("kam nicht an")
    BOUNCED = "bounced", _("kam zurück")


LOST = frozenset({Delivery.DEAD, Delivery.BOUNCED})  # somebody has to look after these


class OutboxRow(models.Model):
    """One thing to deliver once: ids and an address; what is sent is rendered when it is sent.

    `secret` holds the few mails that cannot be rendered later (sign-in codes), encrypted and blanked on delivery.
    """

    privacy = Declaration(
        data=_("Adresse und Art jeder Mail"),
        fields=("recipient", "secret", "replayed_by"),
        purpose=_("Mails zustellen und später sagen können, was an wen ging"),
        readers=(
            _("Systemverwaltung, ohne die Adresse"),
            _("der eigene Träger, die Adresse nur bei offenem Kontakt"),
        ),
        retention=_("was an wen ging, ohne Adresse: so lange wie die Person"),
        rules=("outbox.addresses",),
        subject="subject_key",
    )

    kind = models.CharField(max_length=60)
    recipient = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="de")
    subject_key = models.CharField(max_length=80, blank=True, db_index=True)
    payload = models.JSONField(default=dict, blank=True)
    secret = models.BinaryField(default=bytes, blank=True)
    dedupe_key = models.CharField(max_length=120, unique=True, null=True, blank=True)
    status = models.CharField(max_length=12, choices=Delivery.choices, default=Delivery.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=120, blank=True)
    replays = models.PositiveSmallIntegerField(default=0)
    replayed_at = models.DateTimeField(null=True, blank=True)
    replayed_by = models.CharField(max_length=150, blank=True)

    class Meta:
        verbose_name = "Postausgang: Zeile"
        verbose_name_plural = "Postausgang"
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["due_at"], name="outbox_due", condition=Q(status="waiting")),
            models.Index(fields=["due_at"], name="outbox_held", condition=Q(status="held")),
            models.Index(
                fields=["subject_key"], name="outbox_lost", condition=Q(status__in=["bounced", "dead"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"

    @property
    def is_lost(self) -> bool:
        """Whether it did not arrive and somebody may send it again."""
        return self.status in LOST


class ClockRun(models.Model):
    """When the worker last did something by the clock; the row named `worker` is its heartbeat."""

    privacy = Declaration.none("operation of the worker")

    name = models.CharField(max_length=120, unique=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
