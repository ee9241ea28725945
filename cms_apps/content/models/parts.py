"""Furniture that several page types share."""

from uuid import UUID

from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms_apps.content.blocks import BodyBlock


class WithBody(models.Model):
    """A page with a text made of blocks."""

    locale_id: int | None  # of the page

    body = StreamField(BodyBlock(), verbose_name="Text", blank=True)

    body_panels = [FieldPanel("body")]
    body_search_fields = [index.SearchField("body")]

    class Meta:
        abstract = True

    @cached_property
    def own_pages(self) -> dict[UUID, Page]:
        """Live pages in this language, by key, for buttons that lead to another one: one query at most."""
        pages = (block.value["page"] for block in self.body if block.block_type == "button")
        keys = {page.translation_key for page in pages if page and page.locale_id != self.locale_id}
        if not keys:
            return {}
        found = Page.objects.live().filter(locale=self.locale_id, translation_key__in=keys)
        return {page.translation_key: page for page in found}


class WithPicture(models.Model):
    """A page with one leading picture."""

    picture = models.ForeignKey(
        "media.Picture",
        verbose_name="Bild",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Alternativtext und Bildnachweis kommen aus der Bildersammlung.",
    )

    picture_panels = [FieldPanel("picture")]

    class Meta:
        abstract = True


class WithContact(models.Model):
    """A page that names somebody to ask."""

    contact = models.ForeignKey(
        "content.Contact",
        verbose_name="Ansprechstelle",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    contact_panels = [FieldPanel("contact")]

    class Meta:
        abstract = True
