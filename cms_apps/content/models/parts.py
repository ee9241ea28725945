"""Furniture that several page types share."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms_apps.content.blocks import BodyBlock


class WithBody(models.Model):
    """A page with a text made of blocks."""

    body = StreamField(BodyBlock(), verbose_name="Text", blank=True)

    body_panels = [FieldPanel("body")]
    body_search_fields = [index.SearchField("body")]

    class Meta:
        abstract = True


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
