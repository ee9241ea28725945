"""One row of a list, and a page with nothing of its own."""

from django.db import models
from wagtail.models import Page


class Item(models.Model):
    """A row of A2's list."""

    title = models.CharField(max_length=200)
    slug = models.SlugField()
    lead = models.TextField()
    day = models.DateField(db_index=True)

    def __str__(self) -> str:
        return self.title


class TinyPage(Page):
    """A3."""

    template = "bare/page.html"
