"""Pictures and documents with what the law and politeness ask for: credit, licence, alternative text."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to
from wagtail.images.models import Image as WagtailImage

from cms_apps.foundation.privacy import Declaration
from cms_apps.media.pictures import PictureField


class Picture(AbstractImage):
    """A picture (Bild) with its credit line; `description` is its alternative text."""

    privacy = Declaration(
        data=_("wer ein Bild hochgeladen hat, wer es gemacht hat"),
        fields=("uploaded_by_user", "credit"),
        purpose=_("Bilder mit dem Nachweis zeigen, den ihre Lizenz verlangt"),
        readers=(_("alle"), _("Redaktion")),
        retention=_("solange das Bild gebraucht wird"),
        subject="uploaded_by_user",
    )

    file = PictureField("Datei", upload_to=get_upload_to, width_field="width", height_field="height")
    credit = models.CharField(
        "Bildnachweis", max_length=160, help_text="Zum Beispiel: Foto: Stadt Musterstadt"
    )
    licence = models.CharField("Lizenz", max_length=120, blank=True)

    admin_form_fields = (
        "title", "file", "description", "credit", "licence", "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip

    class Meta(WagtailImage.Meta):
        verbose_name = "Bild"
        verbose_name_plural = "Bilder"


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
