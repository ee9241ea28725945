"""Files to take away."""

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock


class DownloadsBlock(blocks.StructBlock):
    """Files under one heading, each with its kind and size."""

    heading = blocks.CharBlock(label="Überschrift", max_length=120, default="Zum Herunterladen")
    files = blocks.ListBlock(DocumentChooserBlock(label="Dokument"), label="Dokumente", min_num=1)

    class Meta:
        label = "Dokumente"
        icon = "doc-full"
        template = "blocks/downloads.html"
        description = "Dokumente unter einer Überschrift, jedes mit Art und Größe."
