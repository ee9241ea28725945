"""One file per page type."""

from cms_apps.pages.models.faq import FaqPage
from cms_apps.pages.models.finder import FinderPage
from cms_apps.pages.models.home import HomePage
from cms_apps.pages.models.legal import LegalPage
from cms_apps.pages.models.news import NewsIndexPage, NewsPage
from cms_apps.pages.models.press import PressIndexPage, PressReleasePage
from cms_apps.pages.models.press_list import Mailing, Subscriber
from cms_apps.pages.models.standard import StandardPage

__all__ = [
    "FaqPage",
    "FinderPage",
    "HomePage",
    "LegalPage",
    "Mailing",
    "NewsIndexPage",
    "NewsPage",
    "PressIndexPage",
    "PressReleasePage",
    "StandardPage",
    "Subscriber",
]
