"""Drafts that somebody without an account may read: to approve them, or to write about them before they are out."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, TaskState

from cms_apps.foundation.privacy import Declaration

LONGEST_WORDS = 2000


class PreviewKind(models.TextChoices):
    """What the person is asked to do."""

    APPROVAL = "approval", "Freigabe"
    EMBARGO = "embargo", "Vorablesen mit Sperrfrist"


class PreviewAnswer(models.TextChoices):
    """What somebody said who was asked for approval."""

    APPROVE = "approve", _("Freigeben")
    CHANGE = "change", _("Bitte ändern")


class PersonalPreview(models.Model):
    """A draft of a page for one named person, by a secret link, until a moment (Vorschau, Sperrfrist)."""

    privacy = Declaration(
        data=_("wer einen Entwurf vorab lesen darf, und was die Person dazu sagte"),
        fields=("name", "email", "message", "comment", "made_by"),
        purpose=_("Entwürfe freigeben lassen und Redaktionen unter Sperrfrist informieren"),
        readers=(_("Redaktion"),),
        rules=("content.previews",),
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("Wozu", max_length=20, choices=PreviewKind.choices)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    task_state = models.ForeignKey(
        TaskState, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField("Name", max_length=120)
    email = models.EmailField("E-Mail-Adresse")
    language = models.CharField("Sprache", max_length=10, default="de")
    message = models.TextField("Nachricht", max_length=LONGEST_WORDS, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="gegeben von", null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    made_at = models.DateTimeField("gegeben", default=timezone.now)
    expires_at = models.DateTimeField("gilt bis")
    revoked_at = models.DateTimeField("zurückgenommen", null=True, blank=True)
    answer = models.CharField("Antwort", max_length=20, choices=PreviewAnswer.choices, blank=True)
    answered_at = models.DateTimeField("beantwortet", null=True, blank=True)
    comment = models.TextField("Anmerkung", max_length=LONGEST_WORDS, blank=True)

    class Meta:
        verbose_name = "persönliche Vorschau"
        verbose_name_plural = "persönliche Vorschauen"
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=PreviewKind.EMBARGO) | models.Q(task_state__isnull=False),
                name="approval_has_a_task",
            ),
            models.CheckConstraint(
                condition=models.Q(answer="", answered_at=None)
                | (~models.Q(answer="") & models.Q(answered_at__isnull=False)),
                name="answer_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"Vorschau #{self.pk}"

    @property
    def subject_key(self) -> str:
        """What its mail is filed under."""
        return f"preview:{self.pk}"

    @property
    def asked_by(self) -> str:
        """Who gave it, by name; a login name is nobody's business."""
        return self.made_by.get_full_name() if self.made_by else ""

    @property
    def asks_approval(self) -> bool:
        """Whether an answer is wanted."""
        return self.kind == PreviewKind.APPROVAL

    @property
    def state_label(self) -> str:
        """Where it stands, in words."""
        if self.revoked_at:
            return "zurückgenommen"
        if self.answer:
            return "freigegeben" if self.answer == PreviewAnswer.APPROVE else "um Änderung gebeten"
        return "abgelaufen" if self.expires_at <= timezone.now() else "offen"


class PreviewOpening(models.Model):
    """When the person has opened which version of the draft; rows are only added."""

    privacy = Declaration(
        data=_("wann jemand einen Entwurf vorab geöffnet hat"),
        fields=("at",),
        purpose=_("wissen, wer einen Entwurf vor der Veröffentlichung kannte"),
        readers=(_("Redaktion"),),
        rules=("content.previews",),
    )

    preview = models.ForeignKey(PersonalPreview, on_delete=models.CASCADE, related_name="openings")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Öffnung #{self.pk}"
