"""Blocks by family; a page's text is a `BodyBlock`."""

from cms_apps.content.blocks.body import BodyBlock, FiguresBodyBlock, ServiceBlock
from cms_apps.content.blocks.contact import ContactBlock
from cms_apps.content.blocks.easy import EasyBlock
from cms_apps.content.blocks.materials import MaterialBlock
from cms_apps.content.blocks.press import (
    AttachmentsBlock,
    CorrectionsBlock,
    PictureSetBlock,
    PressBodyBlock,
)
from cms_apps.content.blocks.questions import QuestionsBlock
from cms_apps.content.blocks.steps import StepBlock

__all__ = [
    "AttachmentsBlock",
    "BodyBlock",
    "ContactBlock",
    "CorrectionsBlock",
    "EasyBlock",
    "FiguresBodyBlock",
    "MaterialBlock",
    "PictureSetBlock",
    "PressBodyBlock",
    "QuestionsBlock",
    "ServiceBlock",
    "StepBlock",
]
