"""The base of every page, its furniture, and the snippets that pages share."""

from cms_apps.content.models.barrier import BarrierReport
from cms_apps.content.models.base import BasePage, editorial
from cms_apps.content.models.boilerplate import Boilerplate
from cms_apps.content.models.contact import Contact
from cms_apps.content.models.dead_link import DeadLink, LinkLook, OutsideAddress, Reason
from cms_apps.content.models.feedback import PageFeedback
from cms_apps.content.models.parts import WithBody, WithContact, WithPicture
from cms_apps.content.models.preview import PersonalPreview, PreviewAnswer, PreviewKind, PreviewOpening
from cms_apps.content.models.review import PageReview
from cms_apps.content.models.spokesperson import Spokesperson
from cms_apps.content.models.topic import Topic

__all__ = [
    "BarrierReport",
    "BasePage",
    "Boilerplate",
    "Contact",
    "DeadLink",
    "LinkLook",
    "OutsideAddress",
    "PageFeedback",
    "PageReview",
    "PersonalPreview",
    "PreviewAnswer",
    "PreviewKind",
    "PreviewOpening",
    "Reason",
    "Spokesperson",
    "Topic",
    "WithBody",
    "WithContact",
    "WithPicture",
    "editorial",
]
