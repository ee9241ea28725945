"""Pictures between paragraphs."""

from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock


class PictureBlock(blocks.StructBlock):
    """A picture with caption; alternative text and credit belong to the picture itself."""

    picture = ImageChooserBlock(label="Bild")
    caption = blocks.CharBlock(label="Bildunterschrift", max_length=250, required=False)

    class Meta:
        label = "Bild"
        icon = "image"
        template = "blocks/picture.html"
        description = "Ein Bild mit Unterschrift; Alternativtext und Nachweis kommen aus der Bildersammlung."
