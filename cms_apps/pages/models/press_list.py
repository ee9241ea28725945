"""Newsrooms that get our press releases by mail, and what was sent to them."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.foundation.privacy import Declaration


class Subscriber(models.Model):
    """A mailbox on the press list (Presseverteiler); nothing goes there before its owner has confirmed it."""

    privacy = Declaration(
        data=_("Adresse und Redaktion derer, die Pressemitteilungen per E-Mail bestellt haben"),
        fields=("email", "newsroom"),
        purpose=_("Pressemitteilungen an die schicken, die sie bestellt haben"),
        readers=(_("Redaktion"),),
        retention=_("bis zur Abmeldung; unbestätigte Adressen nur wenige Tage"),
        rules=("pages.press_list",),
    )

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField("E-Mail-Adresse", unique=True, help_text="In kleinen Buchstaben.")
    newsroom = models.CharField("Redaktion oder Medium", max_length=120, blank=True)
    language = models.CharField("Sprache", max_length=10, default="de")
    asked_at = models.DateTimeField("bestellt", default=timezone.now)
    agreed_to = models.CharField("zugestimmt", max_length=300)
    confirmed_at = models.DateTimeField("bestätigt", null=True, blank=True)

    class Meta:
        verbose_name = "Adresse im Presseverteiler"
        verbose_name_plural = "Presseverteiler"
        ordering = ["-confirmed_at", "-pk"]
        indexes = [
            models.Index(
                fields=["language", "id"],
                name="press_list_confirmed",
                condition=models.Q(confirmed_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"Adresse #{self.pk}"

    @property
    def subject_key(self) -> str:
        """What its mails are filed under."""
        return f"press:{self.pk}"


class Mailing(models.Model):
    """One press release sent to the list in its language (Versand); recalled, whatever has not left stays."""

    privacy = Declaration(
        data=_("wer eine Pressemitteilung an den Presseverteiler geschickt hat"),
        fields=("made_by",),
        purpose=_("nachsehen können, was wann verschickt wurde"),
        readers=(_("Redaktion"),),
        retention=_("solange die Pressemitteilung steht"),
        subject="made_by",
    )

    release = models.ForeignKey("pages.PressReleasePage", on_delete=models.CASCADE, related_name="mailings")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="geschickt von", null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    made_at = models.DateTimeField("beauftragt", default=timezone.now)
    due_at = models.DateTimeField("geht hinaus")
    spread_at = models.DateTimeField("hinausgegangen", null=True, blank=True)
    addressed = models.PositiveIntegerField("Adressen", default=0)
    recalled_at = models.DateTimeField("zurückgeholt", null=True, blank=True)

    class Meta:
        verbose_name = "Versand"
        verbose_name_plural = "Versand"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["release"], name="one_mailing_of_a_release", condition=models.Q(recalled_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"Versand #{self.pk}"

    @property
    def state_label(self) -> str:
        """Where it stands, in words."""
        if self.recalled_at:
            return "zurückgeholt"
        return "geht hinaus" if self.spread_at is None else "hinausgegangen"
