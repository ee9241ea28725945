"""Abstract models of a subject with a state and of its append-only history."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from cms_apps.workflow.actors import KIND_LABELS, ActorKind


class HistoryRecord(models.Model):
    """One transition, as it happened. Append-only; a concrete model adds `subject` with related name `history`."""

    transition = models.CharField(max_length=40)
    source = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=20)
    actor_kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in ActorKind])
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    actor_label = models.CharField(max_length=160, blank=True)
    reason_code = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"

    @property
    def actor_name(self) -> str:
        """Who it was, in the language of whoever reads: staff by name, all others by what they are."""
        return str(KIND_LABELS[self.actor_kind]) if self.actor_kind in KIND_LABELS else self.actor_label

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse to change a row that is written."""
        if self.pk is not None:
            raise TypeError("history is append-only")
        super().save(*args, **kwargs)
