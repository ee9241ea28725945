"""Barriers that readers have met and told us of."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration

LONGEST_TEXT, LONGEST_PATH = 3000, 300


class BarrierReport(models.Model):
    """A barrier that somebody met (Barriere melden; HVBIT § 4, domain.md section 5.1).

    Without an answer within six weeks (`barrier.days`) people may turn to the Durchsetzungsstelle, so each has its day.
    """

    privacy = Declaration(
        data=_("gemeldete Barrieren, mit einer Adresse für die Antwort, wenn jemand sie nennt"),
        fields=("text", "email", "answer", "answered_by"),
        purpose=_("Barrieren beseitigen und den Menschen antworten, die sie gemeldet haben (HVBIT)"),
        readers=(_("Redaktion"),),
        rules=("content.barriers",),
    )

    path = models.CharField("Seite", max_length=LONGEST_PATH, blank=True)
    text = models.TextField("Barriere", max_length=LONGEST_TEXT)
    email = models.EmailField("E-Mail-Adresse", blank=True)
    language = models.CharField("Sprache", max_length=10, default="de")
    reported_at = models.DateTimeField("gemeldet", default=timezone.now)
    answer_by = models.DateField("Antwort bis")
    reminded_at = models.DateTimeField("erinnert", null=True, blank=True)
    answer = models.TextField("Antwort", max_length=LONGEST_TEXT, blank=True)
    answered_at = models.DateTimeField("beantwortet", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="beantwortet von", null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip

    class Meta:
        verbose_name = "gemeldete Barriere"
        verbose_name_plural = "gemeldete Barrieren"
        ordering = ["answer_by", "pk"]
        indexes = [
            models.Index(fields=["answer_by"], name="barrier_open", condition=Q(answered_at=None)),
        ]

    def __str__(self) -> str:
        return f"Barriere #{self.pk}"

    @property
    def subject_key(self) -> str:
        """What its mails are filed under."""
        return f"barrier:{self.pk}"

    @property
    def state_label(self) -> str:
        """Where it stands, in words."""
        if self.answered_at:
            return "beantwortet"
        return "überfällig" if self.answer_by < timezone.localdate() else "offen"
