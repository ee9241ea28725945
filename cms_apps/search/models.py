"""What can be found: one row a document, with the tokens that the engines store."""

from django.db import models
from django.utils import timezone

from cms_apps.foundation.privacy import Declaration
from cms_apps.search.enums import Kind


class SearchDocument(models.Model):
    """A public page, Träger or course as the search knows it; made anew from its source at each change.

    The database indexes the two token columns by itself: migration 0002 adds a tsvector (PostgreSQL) or an FTS5
    table with triggers (SQLite), so whoever writes a row need not think of it.
    """

    privacy = Declaration.none("public texts; checked against their source before they are shown")

    kind = models.CharField(max_length=12, choices=Kind)
    object_id = models.PositiveBigIntegerField()
    language = models.CharField(max_length=10)
    date = models.DateField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    written_at = models.DateTimeField(default=timezone.now)
    title = models.CharField(max_length=255)
    text = models.TextField(blank=True)
    title_tokens = models.TextField()
    body_tokens = models.TextField(blank=True)

    class Meta:
        verbose_name = "Suchdokument"
        verbose_name_plural = "Suchdokumente"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_document_per_object")]

    def __str__(self) -> str:
        return self.title


class PendingChange(models.Model):
    """A document that Elasticsearch does not know in its present form, or does not know to be gone.

    Rows are only added and, once delivered, deleted by key: a change during delivery leaves a row of its own.
    """

    privacy = Declaration.none("which documents changed")

    document_id = models.PositiveBigIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "Änderung für Elasticsearch"
        verbose_name_plural = "Änderungen für Elasticsearch"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.document_id)
