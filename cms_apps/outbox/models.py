"""What is still to be delivered, and what the worker's clock did last."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cms_apps.foundation.privacy import Declaration


class Delivery(models.TextChoices):
    WAITING = "waiting", "wartet"
    DELIVERED = "delivered", "zugestellt"
    DROPPED = "dropped", "hinfällig"
    DEAD = "dead", "aufgegeben"


class OutboxRow(models.Model):
    """One thing to deliver once: ids and an address; what is sent is rendered when it is sent.

    `secret` holds the few mails that cannot be rendered later (sign-in codes), encrypted and blanked on delivery.
    """

    privacy = Declaration(
        fields=("recipient", "secret"),
        purpose="deliver a mail",
        readers=("admin",),
        retention="90 days; a dropped row's address at once; gone with its subject",
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

    class Meta:
        verbose_name = "Postausgang: Zeile"
        verbose_name_plural = "Postausgang"
        ordering = ["pk"]
        indexes = [models.Index(fields=["due_at"], name="outbox_due", condition=Q(status="waiting"))]

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


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
