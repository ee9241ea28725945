"""Who looks after a page, and when somebody has to read it again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms_apps.foundation.privacy import Declaration


class PageReview(models.Model):
    """What was agreed about one page (Zuständigkeit, Prüfung).

    A row of its own, not fields of the page: it belongs to no draft, no translation and no revision. Without a row
    whoever made the page looks after it, and it is due `review.days` after it was last published.
    """

    privacy = Declaration(
        data=_("wer für eine Seite zuständig ist"),
        fields=("responsible",),
        purpose=_("Seiten aktuell halten"),
        readers=(_("Redaktion"),),
        retention=_("solange die Seite steht"),
        subject="responsible",
    )

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="review")
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="zuständig", null=True, blank=True,
        on_delete=models.SET_NULL, related_name="+",
    )  # fmt: skip
    due_at = models.DateTimeField("zu prüfen am", null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = "Prüfung einer Seite"
        verbose_name_plural = "Prüfungen von Seiten"

    def __str__(self) -> str:
        return f"Prüfung der Seite #{self.page_id}"
