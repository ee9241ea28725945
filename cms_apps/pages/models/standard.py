"""A page of text."""

from django.utils.translation import gettext_lazy as _

from cms_apps.content.models import BasePage, WithBody, WithContact, WithPicture, editorial


class StandardPage(WithPicture, WithBody, WithContact, BasePage):
    """A page that explains something."""

    privacy = editorial(_("das Programm erklären"))

    shown_with = ("contact", "picture")
    content_panels = [
        *BasePage.content_panels,
        *WithPicture.picture_panels,
        *WithBody.body_panels,
        *WithContact.contact_panels,
    ]
    search_fields = [*BasePage.search_fields, *WithBody.body_search_fields]
    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage", "pages.FaqPage"]
    page_description = "Eine Seite, die etwas erklärt."

    class Meta:
        verbose_name = "Textseite"
        verbose_name_plural = "Textseiten"
