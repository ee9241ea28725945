"""Whom to ask, inside a text."""

from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock


class ContactBlock(blocks.StructBlock):
    """A box with one contact."""

    heading = blocks.CharBlock(label="Überschrift", max_length=120, default="Fragen? Wir sind da.")
    contact = SnippetChooserBlock("content.Contact", label="Ansprechstelle")

    class Meta:
        label = "Ansprechstelle"
        icon = "user"
        template = "blocks/contact.html"
        description = "Ein Kasten mit einer Ansprechstelle."
