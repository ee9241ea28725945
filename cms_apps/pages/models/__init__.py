"""One file per page type."""

from cms_apps.pages.models.contact import ContactPage
from cms_apps.pages.models.courses import CoursesPage
from cms_apps.pages.models.easy import EasyPage
from cms_apps.pages.models.event import EventIndexPage, EventPage
from cms_apps.pages.models.example import ExampleIndexPage, ExamplePage
from cms_apps.pages.models.faq import FaqPage
from cms_apps.pages.models.figures import FiguresPage
from cms_apps.pages.models.finder import FinderPage
from cms_apps.pages.models.home import HomePage
from cms_apps.pages.models.legal import LegalPage
from cms_apps.pages.models.materials import MaterialsPage
from cms_apps.pages.models.news import NewsIndexPage, NewsPage
from cms_apps.pages.models.press import PressIndexPage, PressReleasePage
from cms_apps.pages.models.press_list import Mailing, Subscriber
from cms_apps.pages.models.section import SectionPage
from cms_apps.pages.models.service import ServicePage
from cms_apps.pages.models.standard import StandardPage

__all__ = [
    "ContactPage",
    "CoursesPage",
    "EasyPage",
    "EventIndexPage",
    "EventPage",
    "ExampleIndexPage",
    "ExamplePage",
    "FaqPage",
    "FiguresPage",
    "FinderPage",
    "HomePage",
    "LegalPage",
    "Mailing",
    "MaterialsPage",
    "NewsIndexPage",
    "NewsPage",
    "PressIndexPage",
    "PressReleasePage",
    "SectionPage",
    "ServicePage",
    "StandardPage",
    "Subscriber",
]
