"""The text of a page."""

from wagtail import blocks

from cms_apps.content.blocks.actions import ButtonBlock
from cms_apps.content.blocks.amounts import AmountsBlock
from cms_apps.content.blocks.bars import BarsBlock
from cms_apps.content.blocks.contact import ContactBlock
from cms_apps.content.blocks.downloads import DownloadsBlock
from cms_apps.content.blocks.figures import FiguresBlock
from cms_apps.content.blocks.pictures import PictureBlock
from cms_apps.content.blocks.steps import StepsBlock
from cms_apps.content.blocks.tables import TableBlock
from cms_apps.content.blocks.text import PLAIN_FEATURES, HeadingBlock, QuoteBlock, TextBlock


class BodyBlock(blocks.StreamBlock):
    """Everything an editor may put into the text of a page."""

    heading = HeadingBlock(max_length=160)
    text = TextBlock(features=PLAIN_FEATURES)
    quote = QuoteBlock()
    picture = PictureBlock()
    table = TableBlock()
    figures = FiguresBlock()
    steps = StepsBlock()
    downloads = DownloadsBlock()
    button = ButtonBlock()
    contact = ContactBlock()

    class Meta:
        label = "Text"


class ServiceBlock(BodyBlock):
    """The text of a page that helps organisations: amounts and deadlines besides."""

    amounts = AmountsBlock()


class FiguresBodyBlock(BodyBlock):
    """The text of a page about numbers: bars besides."""

    bars = BarsBlock()
