"""Links that lead nowhere, and when each page and each address elsewhere was last looked at."""

from django.db import models
from wagtail.models import Page

from cms_apps.foundation.privacy import Declaration

LONGEST_ADDRESS, LONGEST_WORDS = 500, 160


class Reason(models.TextChoices):
    """Why a link is dead, as the list says it."""

    GONE = "gone", "Das Ziel gibt es nicht mehr"
    NEVER = "never", "Die Seite ist noch nie erschienen"
    LATER = "later", "Die Seite erscheint erst später"
    EXPIRED = "expired", "Die Seite ist abgelaufen"
    WITHDRAWN = "withdrawn", "Die Seite ist zurückgezogen"
    NOWHERE = "nowhere", "Unter dieser Adresse steht bei uns nichts"
    NOT_FOUND = "not_found", "Die Seite gibt es dort nicht mehr"
    SILENT = "silent", "Die Adresse antwortet nicht"
    UNCHECKED = "unchecked", "Nicht geprüft: Wir fragen nur an den üblichen Anschlüssen (80 und 443)"
    INSIDE = "inside", "Die Adresse liegt in einem Netz, das niemand von außen erreicht"


class LinkLook(models.Model):
    """When the links of a page were last looked at."""

    privacy = Declaration.none("when pages were checked for dead links")

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="link_look")
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "Durchsicht der Links einer Seite"
        verbose_name_plural = "Durchsichten der Links von Seiten"

    def __str__(self) -> str:
        return f"Durchsicht der Seite #{self.page_id}"


class DeadLink(models.Model):
    """A link on a live page that leads readers nowhere (toter Link)."""

    privacy = Declaration.none("links of pages that lead nowhere")

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="dead_links")
    where = models.CharField("Stelle", max_length=LONGEST_WORDS)
    text = models.CharField("Linktext", max_length=LONGEST_WORDS, blank=True)
    target = models.CharField("Ziel", max_length=LONGEST_ADDRESS)
    reason = models.CharField("Grund", max_length=10, choices=Reason)
    since = models.DateTimeField("seit", db_index=True)

    class Meta:
        verbose_name = "toter Link"
        verbose_name_plural = "tote Links"
        ordering = ["-since", "-pk"]

    def __str__(self) -> str:
        return f"Toter Link #{self.pk}"


class OutsideAddress(models.Model):
    """A web address of others that live pages lead to, and what came of asking there."""

    privacy = Declaration.none("web addresses in pages, and whether they answer")

    address = models.CharField("Adresse", max_length=LONGEST_ADDRESS, unique=True)
    host = models.CharField("Rechner", max_length=255, db_index=True)
    seen_at = models.DateTimeField("zuletzt in einer Seite")
    asked_at = models.DateTimeField("zuletzt gefragt", null=True, blank=True, db_index=True)
    status = models.PositiveSmallIntegerField("Antwort (HTTP)", null=True, blank=True)
    problem = models.CharField("Grund", max_length=10, choices=Reason, blank=True)
    failed_days = models.PositiveSmallIntegerField("Tage ohne Antwort", default=0)
    failing_since = models.DateTimeField("ohne Antwort seit", null=True, blank=True)

    class Meta:
        verbose_name = "Adresse anderer"
        verbose_name_plural = "Adressen anderer"

    def __str__(self) -> str:
        return f"Adresse #{self.pk}"
