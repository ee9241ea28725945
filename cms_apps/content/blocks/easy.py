"""The text of a page in Leichte Sprache."""

from wagtail import blocks

from cms_apps.content.blocks.actions import ButtonBlock
from cms_apps.content.blocks.pictures import PictureBlock
from cms_apps.content.blocks.text import HeadingBlock, TextBlock


class EasyBlock(blocks.StreamBlock):
    """Headings, sentences, pictures, buttons: no tables, no quotes, nothing in italics."""

    heading = HeadingBlock(max_length=80)
    text = TextBlock(
        features=["bold", "link", "ol", "ul"],
        help_text="Ein Satz in einer Zeile: Umschalt und Eingabe beginnen eine neue. Kurze Sätze, eine Aussage in jedem.",
    )
    picture = PictureBlock()
    button = ButtonBlock()

    class Meta:
        label = "Text"
