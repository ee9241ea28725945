"""Whether a page helped those who read it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.content.models.barrier import LONGEST_PATH
from cms_apps.foundation.privacy import Declaration

LONGEST_FEEDBACK = 1000


class PageFeedback(models.Model):
    """What a reader said about a page (Rückmeldung): yes or no, and words if they like; of the moment only the day is kept."""

    privacy = Declaration(
        data=_("Rückmeldungen zu Seiten, ohne Namen und Adresse"),
        fields=("text",),
        purpose=_("Seiten verständlicher machen"),
        readers=(_("Redaktion"),),
        rules=("content.feedback",),
    )

    path = models.CharField("Seite", max_length=LONGEST_PATH, blank=True)
    helped = models.BooleanField("hilfreich")
    text = models.TextField("Was fehlt", max_length=LONGEST_FEEDBACK, blank=True)
    language = models.CharField("Sprache", max_length=10, default="de")
    given_on = models.DateField("Tag", default=timezone.localdate, db_index=True)

    class Meta:
        verbose_name = "Rückmeldung"
        verbose_name_plural = "Rückmeldungen"
        ordering = ["-given_on", "-pk"]

    def __str__(self) -> str:
        return f"Rückmeldung #{self.pk}"
