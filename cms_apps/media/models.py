"""Pictures and documents with what the law and politeness ask for: credit, licence, alternative text, consent."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet, get_upload_to
from wagtail.images.models import Image as WagtailImage

from cms_apps.foundation.privacy import Declaration
from cms_apps.media.pictures import PictureField


class PictureQuerySet(ImageQuerySet):
    """Words for the consent of those who are seen (§ 22 KunstUrhG, Art. 7 (3) GDPR)."""

    def not_to_be_shown(self, day: date) -> "PictureQuerySet":
        """Whose consent was withdrawn or ended before this day."""
        return self.filter(models.Q(consent_withdrawn_on__isnull=False) | models.Q(consent_until__lt=day))

    def running_out(self, day: date, until: date) -> "PictureQuerySet":
        """Whose consent still holds on this day, but ends by `until`; the first to end first."""
        held = self.filter(consent_withdrawn_on=None, consent_until__range=(day, until))
        return held.order_by("consent_until", "pk")


class Picture(AbstractImage):
    """A picture (Bild) with its credit line; `description` is its alternative text.

    Whoever is to be recognised has agreed to be shown; without that consent it is shown to editors only.
    """

    privacy = Declaration(
        data=_(
            "wer ein Bild hochgeladen hat, wer es gemacht hat, wer darauf zu sehen ist und zugestimmt hat"
        ),
        fields=("uploaded_by_user", "credit", "consent_of", "consent_note"),
        purpose=_(
            "Bilder mit dem Nachweis zeigen, den ihre Lizenz verlangt, und nur solange, wie die Abgebildeten zustimmen"
        ),
        readers=(_("alle"), _("Redaktion")),
        retention=_("solange das Bild gebraucht wird"),
        subject="uploaded_by_user",
    )

    file = PictureField("Datei", upload_to=get_upload_to, width_field="width", height_field="height")
    credit = models.CharField(
        "Bildnachweis", max_length=160, help_text="Zum Beispiel: Foto: Stadt Musterstadt"
    )
    licence = models.CharField("Lizenz", max_length=120, blank=True)
    consent_of = models.CharField(
        "Wer zugestimmt hat",
        max_length=160,
        blank=True,
        help_text="Wer zu erkennen ist: ein Name oder „Gruppe“. Leer, wenn niemand zu erkennen ist. "
        "Das sieht nur die Redaktion.",
    )
    consent_until = models.DateField(
        "Einwilligung gilt bis",
        null=True,
        blank=True,
        help_text="Der letzte Tag. Leer heißt: bis auf Widerruf. Danach zeigen die Seiten das Bild nicht mehr.",
    )
    consent_withdrawn_on = models.DateField(
        "Einwilligung widerrufen am",
        null=True,
        blank=True,
        help_text="Sobald hier ein Tag steht, zeigt keine Seite mehr das Bild.",
    )
    consent_note = models.TextField(
        "Notiz zur Einwilligung", max_length=500, blank=True, help_text="Zum Beispiel: wo das Blatt liegt."
    )

    objects = PictureQuerySet.as_manager()

    admin_form_fields = (
        "title", "file", "description", "credit", "licence", "collection", "tags",
        "consent_of", "consent_until", "consent_withdrawn_on", "consent_note",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    class Meta(WagtailImage.Meta):
        verbose_name = "Bild"
        verbose_name_plural = "Bilder"

    @property
    def may_be_shown(self) -> bool:
        """Whether nobody has withdrawn the consent, and it has not ended."""
        ended = self.consent_until is not None and self.consent_until < timezone.localdate()
        return self.consent_withdrawn_on is None and not ended

    def clean(self) -> None:
        """Refuse a withdrawal on a day to come: it would count at once."""
        super().clean()
        if self.consent_withdrawn_on and self.consent_withdrawn_on > timezone.localdate():
            raise ValidationError(
                {
                    "consent_withdrawn_on": "Dieser Tag liegt in der Zukunft. "
                    "Endet die Einwilligung erst später, tragen Sie den Tag unter „gilt bis“ ein."
                }
            )


class PictureRendition(AbstractRendition):
    """One size of a picture."""

    privacy = Declaration.none("a size of a picture")

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]


class Download(AbstractDocument):
    """A file to download (Dokument)."""

    privacy = Declaration(
        data=_("wer eine Datei hochgeladen hat"),
        fields=("uploaded_by_user",),
        purpose=_("Dateien zum Herunterladen anbieten"),
        readers=(_("alle"), _("Redaktion")),
        retention=_("solange die Datei gebraucht wird"),
        subject="uploaded_by_user",
    )

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = "Dokument"
        verbose_name_plural = "Dokumente"

    def clean(self) -> None:
        """Judge the ending of a file that is there: of several that are uploaded the file is added after the check."""
        if self.file:
            super().clean()
