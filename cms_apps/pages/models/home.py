"""The start page."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import CharField, IntegerField
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from cms_apps.content.addresses import system_address
from cms_apps.content.blocks import StepBlock
from cms_apps.content.models import BasePage, WithPicture, editorial
from cms_apps.courses.selectors import next_public_runs
from cms_apps.foundation.prepared import Prepared
from cms_apps.foundation.templatetags.vielfalt import german
from cms_apps.pages.listing import PAGE_LISTS
from cms_apps.pages.models.courses import CoursesPage
from cms_apps.pages.models.news import NewsPage
from cms_apps.pages.models.press import PressReleasePage
from cms_apps.parameters.figures import public_figures

COURSES, NEWS, RELEASES = 3, 4, 3


@dataclass(frozen=True)
class Door:
    """One way into the house."""

    title: str
    text: str
    url: str
    drawing: str = ""
    title_language: str = ""
    text_language: str = ""


def _door_page() -> Any:
    return models.ForeignKey(
        Page, verbose_name="führt zu", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )


def _list_of(rows: list[Any], request: Any) -> str:
    """Return the address of the list that the rows come from, without asking the database for it."""
    url = (rows[0].get_url(request) or "") if rows else ""
    return url.removesuffix(f"{rows[0].slug}/") if url else ""


class HomePage(WithPicture, BasePage):
    """Two doors of equal rank, a quiet third, how it works, what is coming, what is new."""

    privacy = editorial(_("Startseite zeigen"))

    help_title = models.CharField("Überschrift", max_length=60, default="Ich möchte mithelfen")
    help_text = models.TextField(
        "Text",
        max_length=250,
        default="Sie sprechen mehrere Sprachen oder kennen sich gut aus in Ihrem Ort? "
        "Begleiten Sie Menschen, die neu hier sind.",
    )
    help_page = _door_page()
    seek_title = models.CharField("Überschrift", max_length=60, default="Ich suche Begleitung")
    seek_text = models.TextField(
        "Text",
        max_length=250,
        default="Sie brauchen jemanden, der mitgeht: zum Amt, in die Schule, zum Arzt? "
        "Hier finden Sie, wer in Ihrer Nähe hilft.",
    )
    seek_page = _door_page()
    hosts_title = models.CharField("Überschrift", max_length=60, default="Für Träger")
    hosts_text = models.TextField(
        "Text",
        max_length=250,
        default="Bewerbungen beantworten, Kurse planen, Teams verwalten.",
        help_text="Diese Tür führt zum Schreibtisch der Träger.",
    )
    steps_title = models.CharField("Überschrift", max_length=80, default="So werden Sie Lots*in")
    steps = StreamField(
        [("step", StepBlock())], verbose_name="Schritte", blank=True, max_num=3, help_text="Drei Schritte."
    )

    content_panels = [
        *BasePage.content_panels,
        *WithPicture.picture_panels,
        MultiFieldPanel(
            [FieldPanel("help_title"), FieldPanel("help_text"), PageChooserPanel("help_page")], "Erste Tür"
        ),
        MultiFieldPanel(
            [FieldPanel("seek_title"), FieldPanel("seek_text"), PageChooserPanel("seek_page")], "Zweite Tür"
        ),
        MultiFieldPanel([FieldPanel("hosts_title"), FieldPanel("hosts_text")], "Dritte, leise Tür"),
        MultiFieldPanel([FieldPanel("steps_title"), FieldPanel("steps")], "Wie es geht"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("help_text"), index.SearchField("seek_text")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "pages.SectionPage",
        "pages.StandardPage",
        "pages.NewsIndexPage",
        "pages.PressIndexPage",
        "pages.FinderPage",
        "pages.FaqPage",
        "pages.ServicePage",
        "pages.MaterialsPage",
        "pages.EventIndexPage",
        "pages.ExampleIndexPage",
        "pages.CoursesPage",
        "pages.FiguresPage",
        "pages.ContactPage",
        "pages.LegalPage",
    ]
    page_description = "Die Startseite einer Sprache."

    class Meta:
        verbose_name = "Startseite"
        verbose_name_plural = "Startseiten"

    def route(self, request: Any, path_components: list[str]) -> Any:
        """Serve the tree of one language at its own addresses only.

        Wagtail would show this tree under `/en/`, too, while the English start page is missing or a draft.
        """
        if not request.path_info.startswith(self.get_url(request) or "/"):
            raise Http404
        return super().route(request, path_components)

    def furniture(self, request: Any) -> dict[str, Any]:
        """Doors, next courses, news, press and figures in the language of this page."""
        news, releases = self._latest()
        return {
            "doors": self._doors(request),
            "hosts_door": Door(self.hosts_title, self.hosts_text, system_address("schreibtisch")),
            "courses": next_public_runs(COURSES),
            "courses_url": self._courses_url(request),
            "news": news,
            "news_url": _list_of(news, request),
            "releases": releases,
            "press_url": _list_of(releases, request),
            "figures": public_figures(),
        }

    def _latest(self) -> tuple[list[NewsPage], list[PressReleasePage]]:
        """Return the newest news and press releases that everybody may read; what is shut is asked for each time."""
        below = {"above": self.path, "depth": self.depth}
        if self.none_is_shut:
            return LATEST_NEWS.rows(**below), LATEST_RELEASES.rows(**below)
        news, releases = (_newest_below(model, **below).public() for model in (NewsPage, PressReleasePage))
        return list(news.with_picture()[:NEWS]), list(releases.with_topic()[:RELEASES])

    def _courses_url(self, request: Any) -> str:
        """Return where each course has a page, in the language of this page; kept until a page is saved."""

        def first() -> Page | None:
            pages = self.readable(CoursesPage.objects.descendant_of(self).live())
            found: Page | None = pages.only("url_path").first()
            return found

        page = PAGE_LISTS.get(("courses", self.pk), first) if self.none_is_shut else first()
        return (page.get_url(request) or "") if page else ""

    def _doors(self, request: Any) -> list[Door]:
        pages = self._in_own_language()
        return [
            Door(
                getattr(self, f"{name}_title"), getattr(self, f"{name}_text"),
                pages[key].get_url(request) or "", drawing,
                german(self, f"{name}_title"), german(self, f"{name}_text"),
            )
            for name, key, drawing in (
                ("help", self.help_page_id, "door-help"),
                ("seek", self.seek_page_id, "door-find"),
            )
            if key in pages
        ]  # fmt: skip

    def _in_own_language(self) -> dict[int, Page]:
        """Return live pages by the ids chosen by editors; the translation goes before the chosen page."""
        rows = PAGE_LISTS.get(("doors", self.help_page_id, self.seek_page_id), self._chosen)
        own = {row.translation_key: row for row in rows if row.locale_id == self.locale_id}
        return {row.pk: own.get(row.translation_key, row) for row in rows}

    def _chosen(self) -> list[Page]:
        chosen = Page.objects.filter(pk__in=[self.help_page_id, self.seek_page_id])
        found = Page.objects.live().filter(translation_key__in=chosen.values("translation_key"))
        return list(found.only("url_path", "locale", "translation_key"))


def _newest_below(model: Any, above: Any, depth: Any) -> Any:
    return model.objects.live().filter(path__startswith=above, depth__gt=depth).newest_first()


BELOW: dict[str, Any] = {"above": CharField(), "depth": IntegerField()}
LATEST_NEWS = Prepared[Any](lambda **page: _newest_below(NewsPage, **page).with_picture()[:NEWS], **BELOW)
LATEST_RELEASES = Prepared[Any](
    lambda **page: _newest_below(PressReleasePage, **page).with_topic()[:RELEASES], **BELOW
)
