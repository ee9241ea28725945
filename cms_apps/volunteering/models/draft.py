"""A sign-up that is not sent yet."""

import uuid

from django.db import models
from django.utils import timezone

from cms_apps.foundation.privacy import Declaration


class Draft(models.Model):
    """What was typed so far, by step, as it was typed; owned by a signed cookie.

    Deleted 14 days after the last change (a parameter). On submission `data` is emptied and the row stays
    until then, so that a second click of the last button finds what it made.
    """

    privacy = Declaration(
        fields=("data",),
        purpose="let people finish their sign-up later",
        readers=("the person's own browser",),
        retention="14 days after the last change (parameter draft.days)",
        subject="self",
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    data = models.JSONField(default=dict)
    language = models.CharField(max_length=10, default="de")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "Entwurf"
        verbose_name_plural = "Entwürfe"

    def __str__(self) -> str:
        return f"Entwurf #{self.pk}"
