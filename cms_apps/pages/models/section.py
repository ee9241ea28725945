"""A part of the site with an audience of its own (Bereich)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from cms_apps.content.models import BasePage, WithBody, WithContact, WithPicture, editorial


class SectionPage(WithPicture, WithBody, WithContact, BasePage):
    """The way into one area: what it is, what there is in it, whom to ask."""

    class Colour(models.TextChoices):
        FIRST = "first", "Blau"
        SECOND = "second", "Grün"

    privacy = editorial(_("in einen Bereich führen"))

    colour = models.CharField("Farbe", max_length=10, choices=Colour.choices, default=Colour.FIRST)

    override_translatable_fields = [SynchronizedField("colour")]
    shown_with = ("contact", "picture")
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("colour"),
        *WithPicture.picture_panels,
        *WithBody.body_panels,
        *WithContact.contact_panels,
    ]
    search_fields = [*BasePage.search_fields, *WithBody.body_search_fields]
    parent_page_types = ["pages.HomePage"]
    subpage_types = [
        "pages.StandardPage",
        "pages.ServicePage",
        "pages.FaqPage",
        "pages.MaterialsPage",
        "pages.ExampleIndexPage",
        "pages.EventIndexPage",
        "pages.CoursesPage",
        "pages.FiguresPage",
    ]
    page_description = "Der Eingang zu einem Bereich, zum Beispiel Migrantische Organisationen."

    class Meta:
        verbose_name = "Bereich"
        verbose_name_plural = "Bereiche"

    def furniture(self, request: Any) -> dict[str, Any]:
        """The pages below, in the order of the tree; one query for each of their types."""
        return {"children": list(self.readable(Page.objects.child_of(self).live()).specific())}
