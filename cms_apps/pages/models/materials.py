"""Files to take away (Materialien)."""

from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms_apps.content.blocks import MaterialBlock
from cms_apps.content.models import BasePage, Topic, WithContact, editorial
from cms_apps.pages.listing import Facet


class MaterialsPage(WithContact, BasePage):
    """Files, each with version, day, kind and size, narrowed by topic: `?thema=foerderung`."""

    privacy = editorial(gettext_lazy("Materialien zum Herunterladen anbieten"))

    shown_with = ("contact",)
    body = StreamField([("material", MaterialBlock())], verbose_name="Materialien", blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("body"), *WithContact.contact_panels]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.ServicePage"]
    subpage_types: list[str] = []
    page_description = "Dokumente mit Version, Stand, Größe und Thema."

    class Meta:
        verbose_name = "Materialien"
        verbose_name_plural = "Seiten mit Materialien"

    def furniture(self, request: Any) -> dict[str, Any]:
        """The rows of the topic asked for, all when there is no such topic, and the links to narrow them."""
        asked = request.GET.get("thema", "")
        slug = asked if asked in {topic.slug for topic in self.topics} else ""
        rows = [block for block in self.body if not slug or _slug_of(block) == slug]
        return {"materials": rows, "topics": self._facets(slug)}

    @cached_property
    def topics(self) -> list[Topic]:
        """The topics of the files, alphabetically."""
        found = {block.value["topic"] for block in self.body if block.value["topic"]}
        return sorted(found, key=lambda topic: topic.title)

    def _facets(self, slug: str) -> list[Facet]:
        everything = Facet(_("alle"), "?", current=not slug)
        return [everything, *(_facet(topic, slug) for topic in self.topics)]


def _facet(topic: Topic, slug: str) -> Facet:
    return Facet(topic.title, f"?{urlencode({'thema': topic.slug})}", current=topic.slug == slug)


def _slug_of(block: Any) -> str:
    topic = block.value["topic"]
    return topic.slug if topic else ""
