"""A page in Leichte Sprache."""

import uuid
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Page, Revision
from wagtail.search import index

from cms_apps.content.blocks import EasyBlock
from cms_apps.content.models import BasePage, WithBody, editorial
from cms_apps.foundation.languages import EASY

TOP = 2  # depth of a start page, right below the root


class EasyPage(BasePage):
    """Written anew by the rules of Leichte Sprache, not translated sentence by sentence; the start page of `de-ls` is one.

    `counterpart` is the page of which it tells the same: the two share their key of translation, so the languages
    lead from one to the other. Whoever wrote and checked it is named; unchecked pages say that they are.
    """

    privacy = editorial(_("in Leichter Sprache sagen, worum es geht"))

    counterpart = models.ForeignKey(
        Page,
        verbose_name="Die Seite in normaler Sprache",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Von dort führt „Leichte Sprache“ hierher. Leer: eine Seite nur in Leichter Sprache.",
    )
    body = StreamField(EasyBlock(), verbose_name="Text", blank=True)
    written_by = models.CharField("Wer hat den Text geschrieben?", max_length=160, blank=True)
    checked_by = models.CharField(
        "Wer hat den Text geprüft?",
        max_length=160,
        blank=True,
        help_text="Menschen mit Lernschwierigkeiten, zum Beispiel „Prüf-Gruppe Musterstadt“. "
        "Leer: Die Seite sagt, dass der Text noch nicht geprüft ist.",
    )

    own_pages = WithBody.own_pages
    content_panels = [
        *BasePage.content_panels,
        PageChooserPanel("counterpart"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("written_by"), FieldPanel("checked_by")], "Wer hat daran gearbeitet?"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]
    parent_page_types = ["wagtailcore.Page", "pages.EasyPage"]
    subpage_types = ["pages.EasyPage"]
    page_description = "Eine Seite in Leichter Sprache."

    class Meta:
        verbose_name = "Seite in Leichter Sprache"
        verbose_name_plural = "Seiten in Leichter Sprache"

    # A copy is another page, and the German one has its page in Leichte Sprache already.
    exclude_fields_in_copy = [*BasePage.exclude_fields_in_copy, "counterpart"]

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Only below the start page in Leichte Sprache, which setup makes."""
        return super().can_create_at(parent) and not parent.is_root()

    def can_move_to(self, parent: Page) -> bool:
        """Nor beside it."""
        return super().can_move_to(parent) and not parent.is_root()

    @classmethod
    def written_for(cls, page: Page) -> models.QuerySet["EasyPage"]:
        """What tells the same as `page`; a draft may not share its key of translation yet."""
        same = models.Q(translation_key=page.translation_key) | models.Q(counterpart=page)
        return cls.objects.filter(same, locale__language_code=EASY)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Share the key of the page in ordinary language, and none when there is no such page (any more)."""
        if self.counterpart is not None:
            self.translation_key = self.counterpart.translation_key
        elif Page.objects.filter(translation_key=self.translation_key).exclude(pk=self.pk).exists():
            self.translation_key = uuid.uuid4()
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """One page in Leichte Sprache for each German one, and the start page for the start page."""
        super().clean()
        if self.depth == TOP and (self.counterpart is None or self.counterpart.depth != TOP):
            raise ValidationError(
                {"counterpart": "Zur Startseite gehört die Startseite in normaler Sprache."}
            )
        if self.counterpart is None:
            return
        if self.counterpart.locale.language_code == EASY:
            raise ValidationError({"counterpart": "Bitte eine Seite in normaler Sprache wählen."})
        if self.written_for(self.counterpart).exclude(pk=self.pk).exists() or self._is_promised():
            raise ValidationError({"counterpart": "Zu dieser Seite gibt es schon eine in Leichter Sprache."})

    def _is_promised(self) -> bool:
        """Whether a draft of another page, the latest or a planned one, names the same counterpart.

        Both could not be published; and the clock would stop at the second one, for all pages after it.
        """
        latest = models.Q(pk__in=EasyPage.objects.values("latest_revision"))
        drafts = Revision.page_revisions.filter(
            latest | models.Q(approved_go_live_at__isnull=False),
            content_type=ContentType.objects.get_for_model(EasyPage),
            content__counterpart=self.counterpart_id,
        )
        return drafts.exclude(object_id=str(self.pk)).exists()
