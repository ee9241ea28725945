"""Press releases (Presse)."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import path
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms_apps.content.blocks import AttachmentsBlock, PictureSetBlock, PressBodyBlock
from cms_apps.content.models import BasePage, WithBody, WithContact, WithPicture, editorial
from cms_apps.foundation.typesetting import typeset
from cms_apps.pages.made import made
from cms_apps.pages.models.dated import DatedIndexPage, DatedPage
from cms_apps.pages.release.account import account_of
from cms_apps.pages.release.paper import paper_data
from cms_apps.pages.release.plain import as_text


class PressReleasePage(DatedPage):
    """A release for the press as data: who says what, where and when, with whose words and which figures."""

    privacy = editorial(_("die Presse informieren"))

    issuer = models.CharField(
        "Herausgeber",
        max_length=160,
        help_text="Wer die Mitteilung herausgibt, mit vollem Namen, wie er an diesem Tag lautet.",
    )
    place = models.CharField("Ort", max_length=80, default="Wiesbaden", help_text="Steht vor dem Datum.")
    subheadline = models.CharField("Unterzeile", max_length=200, blank=True)
    body = StreamField(PressBodyBlock(), verbose_name="Text", blank=True)
    pictures = StreamField(
        PictureSetBlock(),
        verbose_name="Pressebilder",
        blank=True,
        help_text="Bilder zum Abdrucken. Bildnachweis und Lizenz kommen aus der Bildersammlung.",
    )
    attachments = StreamField(AttachmentsBlock(), verbose_name="Anlagen", blank=True)
    boilerplate = models.ForeignKey(
        "content.Boilerplate",
        verbose_name="Über den Herausgeber",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Der Absatz am Ende, mit den Kanälen.",
    )

    shown_with = (*DatedPage.shown_with, "boilerplate")
    override_translatable_fields = [SynchronizedField("place")]

    content_panels = [
        *BasePage.content_panels[:1],
        FieldPanel("subheadline"),
        *BasePage.content_panels[1:],
        MultiFieldPanel(
            [FieldPanel("issuer"), FieldPanel("place"), FieldPanel("boilerplate")], "Herausgeber und Ort"
        ),
        *DatedPage.date_panels,
        *WithPicture.picture_panels,
        *WithBody.body_panels,
        FieldPanel("pictures"),
        FieldPanel("attachments"),
        *WithContact.contact_panels,
        *DatedPage.correction_panels,
    ]
    search_fields = [
        *DatedPage.search_fields,
        index.SearchField("issuer"),
        index.SearchField("place"),
        index.SearchField("subheadline"),
    ]
    parent_page_types = ["pages.PressIndexPage"]
    subpage_types: list[str] = []
    page_description = "Eine Mitteilung für die Presse mit Herausgeber, Ort und Datum."

    @property
    def published_by(self) -> str:
        """Who gives it out."""
        return self.issuer

    @cached_property
    def shown_pictures(self) -> list[Any]:
        """The pictures for newspapers, but for those whose consent is gone."""
        return [one for one in self.pictures if one.value["picture"] and one.value["picture"].may_be_shown]

    @path("text/")
    def text_view(self, request: HttpRequest) -> HttpResponse:
        """All of it as plain text."""
        return HttpResponse(as_text(account_of(self, request)), content_type="text/plain; charset=utf-8")

    @path("pdf/")
    def pdf_view(self, request: HttpRequest) -> HttpResponseBase:
        """All of it as PDF/UA, set anew only when its words changed."""
        return made(
            request,
            _pdf,
            paper_data(account_of(self, request)),
            **{
                "Content-Type": "application/pdf",
                "Content-Disposition": f'inline; filename="{self.date:%Y-%m-%d}-{self.slug}.pdf"',
            },
        )

    def structured_data(self, request: Any) -> dict[str, Any]:
        """The article, with what a release has besides."""
        more = {"alternativeHeadline": self.subheadline, "contentLocation": self.place}
        return {**super().structured_data(request), **{name: text for name, text in more.items() if text}}

    class Meta:
        verbose_name = "Pressemitteilung"
        verbose_name_plural = "Pressemitteilungen"


def _pdf(data: Mapping[str, Any]) -> bytes:
    return typeset("release", data)


class PressIndexPage(WithContact, DatedIndexPage):
    """The list of press releases (/de/presse/) with the press contact."""

    privacy = editorial(_("Pressemitteilungen auflisten"))

    child_model = PressReleasePage
    shown_with = ("contact",)
    content_panels = [*BasePage.content_panels, *WithContact.contact_panels]
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.PressReleasePage"]
    page_description = "Die Liste aller Pressemitteilungen."

    class Meta:
        verbose_name = "Liste der Pressemitteilungen"
        verbose_name_plural = "Listen der Pressemitteilungen"
