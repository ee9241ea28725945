"""Good examples (Gute Beispiele): how it goes elsewhere."""

from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms_apps.content.models import BasePage, WithBody, WithContact, WithPicture, editorial
from cms_apps.foundation.privacy import Declaration
from cms_apps.media.sizes import read_together
from cms_apps.pages.listing import Facet

LONGEST = 1500
MOST_ROWS = 100


class ExampleQuerySet(PageQuerySet):
    """Words for reading examples."""

    def for_list(self) -> "ExampleQuerySet":
        """With what a list shows, the newest first."""
        return self.select_related("district", "picture").order_by("-first_published_at", "-pk")


ExampleManager = PageManager.from_queryset(ExampleQuerySet)


class ExamplePage(WithPicture, WithBody, WithContact, BasePage):
    """What one organisation did, and what helped."""

    privacy = Declaration(
        data=gettext_lazy("wer eine Seite angelegt hat, und wer mit Namen zitiert wird"),
        fields=("owner", "quote_text", "quote_name", "quote_office"),
        purpose=gettext_lazy("gute Beispiele zeigen"),
        readers=(gettext_lazy("alle"), gettext_lazy("Redaktion")),
        retention=gettext_lazy("solange die Seite steht"),
        subject="owner",
    )

    place = models.CharField("Ort", max_length=120)
    district = models.ForeignKey(
        "places.District", verbose_name="Kreis", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )  # fmt: skip
    host = models.CharField("Träger", max_length=160, help_text="Voller Name der Organisation.")
    done = models.TextField("Was getan wurde", max_length=LONGEST)
    helped = models.TextField("Was geholfen hat", max_length=LONGEST)
    quote_text = models.TextField(
        "Zitat", max_length=500, blank=True, help_text="Ohne Anführungszeichen; nur mit Einwilligung der Person."
    )  # fmt: skip
    quote_name = models.CharField("Wer das sagt", max_length=120, blank=True)
    quote_office = models.CharField("Amt oder Aufgabe", max_length=160, blank=True)

    objects = ExampleManager()
    override_translatable_fields = [
        SynchronizedField("place"),
        SynchronizedField("host"),
        SynchronizedField("quote_name"),
    ]
    shown_with = ("district", "picture", "contact")
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("place"), FieldPanel("district")]), FieldPanel("host")], "Wo und wer"
        ),
        *WithPicture.picture_panels,
        FieldPanel("done"),
        FieldPanel("helped"),
        MultiFieldPanel([FieldPanel("quote_text"), FieldPanel("quote_name"), FieldPanel("quote_office")], "Zitat"),
        *WithBody.body_panels,
        *WithContact.contact_panels,
    ]  # fmt: skip
    search_fields = [
        *BasePage.search_fields,
        *WithBody.body_search_fields,
        *(index.SearchField(name) for name in ("place", "host", "done", "helped", "quote_text")),
        index.FilterField("district_id"),
    ]
    parent_page_types = ["pages.ExampleIndexPage"]
    subpage_types: list[str] = []
    page_description = "Ein gutes Beispiel: Ort, Träger, was getan wurde und was half."

    class Meta:
        verbose_name = "Gutes Beispiel"
        verbose_name_plural = "Gute Beispiele"

    @property
    def where(self) -> str:
        """The place, and its district unless that bears the same name."""
        name = self.district.name if self.district else ""
        return self.place if not name or name.split(",")[0] == self.place else f"{self.place}, {name}"


class ExampleIndexPage(BasePage):
    """All examples, narrowed by district: `?kreis=06414`."""

    privacy = editorial(gettext_lazy("gute Beispiele auflisten"))

    max_count_per_parent = 1
    parent_page_types = ["pages.HomePage", "pages.SectionPage"]
    subpage_types = ["pages.ExamplePage"]
    page_description = "Die Liste der guten Beispiele."

    class Meta:
        verbose_name = "Liste der guten Beispiele"
        verbose_name_plural = "Listen der guten Beispiele"

    def furniture(self, request: Any) -> dict[str, Any]:
        """The examples of the district asked for, all when there are none, and the links to narrow them."""
        every = list(self.readable(ExamplePage.objects.child_of(self).live()).for_list()[:MOST_ROWS])
        read_together([one.picture for one in every if one.picture])
        names = {one.district.ags: one.district.name for one in every if one.district}
        asked = request.GET.get("kreis", "")
        chosen = asked if asked in names else ""
        found = [one for one in every if not chosen or (one.district and one.district.ags == chosen)]
        links = [
            Facet(name, f"?{urlencode({'kreis': ags})}", current=ags == chosen)
            for ags, name in sorted(names.items(), key=lambda item: item[1])
        ]
        return {"examples": found, "districts": [Facet(_("alle"), "?", current=not chosen), *links]}
