"""Files with what one wants to know before opening them."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms_apps.foundation.days import validate_day


class Accessible(models.TextChoices):
    """Whether people who listen to a file, or enlarge it, can read it."""

    YES = "yes", _("barrierefrei")
    NO = "no", _("nicht barrierefrei")
    UNKNOWN = "unknown", _("Barrierefreiheit nicht geprüft")


class MaterialValue(blocks.StructValue):
    """A file that says in words whether it is accessible."""

    @property
    def accessible_label(self) -> Any:
        """In the active language."""
        return Accessible(self["accessible"]).label

    @property
    def is_accessible(self) -> bool:
        """Whether somebody checked it, and it is."""
        return self["accessible"] == Accessible.YES


class MaterialBlock(blocks.StructBlock):
    """One file; kind and size are read from it."""

    title = blocks.CharBlock(label="Titel", max_length=160)
    text = blocks.CharBlock(label="Wofür es gut ist", max_length=300, required=False)
    document = DocumentChooserBlock(label="Dokument")
    version = blocks.CharBlock(label="Version", max_length=40, required=False, help_text="Zum Beispiel: 2.1")
    updated_on = blocks.DateBlock(
        label="Stand", help_text="Der Tag, von dem die Inhalte sind.", validators=[validate_day]
    )
    topic = SnippetChooserBlock("content.Topic", label="Thema", required=False)
    accessible = blocks.ChoiceBlock(
        label="Barrierefrei?", choices=Accessible.choices, default=Accessible.UNKNOWN,
        help_text="Ja nur, wenn jemand das Dokument geprüft hat.",
    )  # fmt: skip

    class Meta:
        label = "Material"
        icon = "doc-full"
        value_class = MaterialValue
        template = "blocks/material.html"
        description = "Ein Dokument mit Version, Stand und dem Hinweis, ob es barrierefrei ist."
