"""Press releases (Presse)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms_apps.content.models import BasePage, WithBody, WithContact, WithPicture, editorial
from cms_apps.pages.models.dated import DatedIndexPage, DatedPage


class PressReleasePage(DatedPage):
    """A release for the press: who says it, where and when."""

    privacy = editorial(_("die Presse informieren"))

    issuer = models.CharField(
        "Herausgeber", max_length=160, help_text="Wer die Mitteilung herausgibt, mit vollem Namen."
    )
    place = models.CharField("Ort", max_length=80, default="Wiesbaden", help_text="Steht vor dem Datum.")

    override_translatable_fields = [SynchronizedField("place")]

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("issuer"), FieldPanel("place")], "Herausgeber und Ort"),
        *DatedPage.date_panels,
        *WithPicture.picture_panels,
        *WithBody.body_panels,
        *WithContact.contact_panels,
    ]
    search_fields = [*DatedPage.search_fields, index.SearchField("issuer"), index.SearchField("place")]
    parent_page_types = ["pages.PressIndexPage"]
    subpage_types: list[str] = []
    page_description = "Eine Mitteilung für die Presse mit Herausgeber, Ort und Datum."

    @property
    def published_by(self) -> str:
        """Who gives it out."""
        return self.issuer

    class Meta:
        verbose_name = "Pressemitteilung"
        verbose_name_plural = "Pressemitteilungen"


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
