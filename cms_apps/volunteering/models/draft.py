"""A sign-up that is not sent yet."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration


class Draft(models.Model):
    """What was typed so far, by step, as it was typed; owned by the signed cookies of one or more browsers.

    Deleted 14 days after the last change (a parameter). On submission it is emptied and the row stays until then,
    so that a second click of the last button finds what it made.

    `versions` counts the writes of each step, with the page that wrote last; `overwritten` keeps, by step and field,
    what a write from another window replaced, until somebody has seen it. `email` is where link and warning go;
    several drafts may have the same one, and none is ever merged by it.
    """

    privacy = Declaration(
        data=_("noch nicht abgesendete Angaben"),
        fields=("data", "overwritten", "email", "code_hash"),
        purpose=_("die Bewerbung später und auf jedem Gerät fortsetzen können"),
        readers=(_("der Browser der Person"), _("wer Link oder Code hat")),
        rules=("volunteering.drafts",),
        subject="self",
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    data = models.JSONField(default=dict)
    versions = models.JSONField(default=dict)
    overwritten = models.JSONField(default=dict)
    email = models.EmailField(blank=True)
    code_hash = models.CharField(max_length=64, unique=True, null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=10, default="de")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "Entwurf"
        verbose_name_plural = "Entwürfe"
        indexes = [models.Index(Upper("email"), name="draft_email", condition=Q(submitted_at=None))]

    def __str__(self) -> str:
        return f"Entwurf #{self.pk}"

    @property
    def subject_key(self) -> str:
        """How outbox rows name this draft."""
        return f"draft:{self.key}"

    def version_of(self, step: str) -> int:
        """How often a step was written."""
        return int(self.versions.get(step, {}).get("count", 0))

    def version_of_all_but(self, step: str) -> int:
        """How often the other steps were written: the check page says with it what it has shown."""
        return sum(self.version_of(name) for name in self.versions if name != step)

    @property
    def place(self) -> str:
        """The place as it was typed, to tell one draft from another."""
        return str((self.data.get("ort", {}).get("ort-place") or [""])[-1])
