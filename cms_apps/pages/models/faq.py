"""Questions that people ask again and again."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.rich_text import get_text_for_indexing
from wagtail.search import index

from cms_apps.content.blocks import QuestionsBlock
from cms_apps.content.models import BasePage, WithContact, editorial
from cms_apps.pages.structured import thing


class FaqPage(WithContact, BasePage):
    """Questions by theme; each opens its answer without any script, and search engines read both."""

    privacy = editorial(_("häufige Fragen beantworten"))

    shown_with = ("contact",)
    body = StreamField([("questions", QuestionsBlock())], verbose_name="Fragen nach Themen")

    content_panels = [*BasePage.content_panels, FieldPanel("body"), *WithContact.contact_panels]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.StandardPage"]
    subpage_types: list[str] = []
    page_description = "Häufige Fragen nach Themen, mit Antworten zum Aufklappen."

    class Meta:
        verbose_name = "Fragen und Antworten"
        verbose_name_plural = "Seiten mit Fragen und Antworten"

    def furniture(self, request: Any) -> dict[str, Any]:
        """Tell search engines what the page answers."""
        return {"structured_data": self.structured_data()}

    def structured_data(self) -> dict[str, Any]:
        """All questions as schema.org asks for them (FAQPage), the answers as plain words."""
        rows = (row for group in self.body for row in group.value["questions"])
        return thing("FAQPage", mainEntity=[_as_question(row) for row in rows])


def _as_question(row: Any) -> dict[str, Any]:
    answer = get_text_for_indexing(row["answer"].source).strip()
    return {
        "@type": "Question",
        "name": row["question"],
        "acceptedAnswer": {"@type": "Answer", "text": answer},
    }
