"""What every public page has."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page
from wagtail.search import index

from cms_apps.content.addresses import SYSTEM_SLUGS
from cms_apps.content.moments import wait_for_original
from cms_apps.foundation.fallback import fall_back, untranslated_units
from cms_apps.foundation.languages import EASY
from cms_apps.foundation.privacy import Declaration

LEAD_LENGTH = 500
EASY_IS_WRITTEN = "Leichte Sprache wird neu geschrieben, nicht Satz für Satz übersetzt."


def editorial(purpose: Any) -> Declaration:
    """Declare a page type: the only person in it is the editor who made the page."""
    return Declaration(
        fields=("owner",),
        data=_("wer eine Seite angelegt hat"),
        purpose=purpose,
        readers=(_("Redaktion"),),
        retention=_("solange die Seite steht"),
        subject="owner",
    )


class BasePage(Page):
    """A public page: headline, lead, and words for search engines.

    Abstract over Wagtail's page; a swapped page model would break the translations (stack.md section 2).
    """

    lead = models.TextField(
        "Vorspann",
        max_length=LEAD_LENGTH,
        blank=True,
        help_text="Zwei bis drei Sätze, die das Wichtigste sagen. Sie stehen groß unter der Überschrift.",
    )

    grows_old = True  # has to be read again from time to time

    untranslated = untranslated_units()

    emptied_units = frozenset({"seo_title", "search_description"})  # headline and lead stand in for them
    ignored_units = frozenset({"slug"})

    content_panels = [
        TitleFieldPanel(  # writes the address of a new page from the headline
            "title",
            heading="Überschrift",
            help_text="Die Überschrift der Seite; sie steht auch in Listen.",
        ),
        FieldPanel("lead"),
    ]
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug", heading="Adresse der Seite"),
                FieldPanel(
                    "seo_title",
                    heading="Titel im Browser",
                    help_text="Nur wenn er anders lauten soll als die Überschrift.",
                ),
                FieldPanel(
                    "search_description",
                    heading="Kurzbeschreibung",
                    help_text="Ein bis zwei Sätze für Suchmaschinen; ohne sie nehmen wir den Vorspann.",
                ),
            ],
            "Adresse und Suchmaschinen",
        )
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead")]

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        """What the meta description says."""
        return self.search_description or self.lead

    def clean(self) -> None:
        """Refuse a slug that a system page already has."""
        super().clean()
        if self.slug in SYSTEM_SLUGS:
            raise ValidationError(
                {
                    "slug": f"Die Adresse „{self.slug}“ gehört zum System. "
                    f"Bitte wählen Sie eine andere, zum Beispiel „{self.slug}-info“."
                }
            )

    def save_revision(self, *args: Any, **kwargs: Any) -> Any:
        """Keep a translation free of mixtures: only wagtail-localize and our hand-over make revisions of one."""
        fall_back(self)
        return super().save_revision(*args, **kwargs)

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish, but a translation not before its original."""
        wait_for_original(self, revision)
        return super().publish(revision, *args, **kwargs)

    def copy_for_translation(
        self, locale: Any, copy_parents: bool = False, alias: bool = False, exclude_fields: Any = None
    ) -> Any:
        """Refuse to stand at an address of another language as an alias: it would be live, German and unmarked.

        wagtail-localize asks for one where the page above is missing. Nor is anything copied into Leichte Sprache.
        """
        if locale.language_code == EASY:
            raise ValidationError(EASY_IS_WRITTEN)
        if alias:
            raise ValidationError(f"„{self.title}“ ist noch nicht übersetzt.")
        return super().copy_for_translation(locale, copy_parents, alias, exclude_fields)

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add nothing but what the page type gathers in `furniture()`."""
        return {**super().get_context(request, *args, **kwargs), **self.furniture(request)}

    def furniture(self, request: Any) -> dict[str, Any]:
        """Gather what the template of this page type shows besides the page itself."""
        return {}
