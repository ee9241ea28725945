"""What an editor must say about a picture, and what must not be in a file."""

import struct
import unicodedata
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms_apps.foundation.days import validate_day
from cms_apps.media.documents import check_document
from cms_apps.media.malware import check_for_malware
from cms_apps.media.pictures import pixels, without_metadata

LONGEST_NAME = 80
TOO_MANY_PIXELS = "Dieses Bild ist zu groß oder hat zu viele Einzelbilder."


class PictureUpload(WagtailImageField):
    """Wagtail lets errors of the library through for a broken picture, and counts one frame of an animation only."""

    def to_python(self, data: Any) -> Any:
        """A picture, or the sentence that it is none."""
        try:
            picture = super().to_python(data)
            if picture is not None and pixels(picture) > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise ValidationError(TOO_MANY_PIXELS, code="file_too_many_pixels")
        except (OSError, SyntaxError, EOFError, struct.error) as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error
        return picture


class PictureForm(BaseImageForm):
    """Ask for the alternative text before a picture is kept: a picture without one excludes people."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        description = self.fields["description"]
        description.required = True
        description.label = "Alternativtext"
        description.help_text = (
            "Ein Satz, der sagt, was zu sehen ist – für Menschen, die das Bild nicht sehen. "
            "Nicht mit „Bild von“ beginnen."
        )
        for day in ("consent_until", "consent_withdrawn_on"):
            self.fields[day].validators.append(validate_day)
        if upload := self.fields.get("file"):
            self.fields["file"] = PictureUpload(
                label=upload.label, required=upload.required, widget=upload.widget
            )
        self.fields["title"].help_text = "Name in der Bildersammlung; auf der Seite erscheint er nicht."

    def clean_file(self) -> File:
        """A picture without malware; where it was taken is not kept."""
        file = self.cleaned_data["file"]
        return clean_picture(file) if "file" in self.changed_data else file


class DownloadForm(BaseDocumentForm):
    """A document is what its name says, and runs nothing."""

    def clean_file(self) -> File:
        """Judge what is new."""
        file = self.cleaned_data["file"]
        if "file" in self.changed_data:
            file.name = plain_name(file.name or "")
            check_document(file, file.name)
            check_for_malware(file)
        return file


def clean_picture(file: File) -> File:
    """What is kept of an uploaded picture. Raises ValidationError for malware."""
    check_for_malware(file)
    file.name = plain_name(file.name or "")
    return without_metadata(file)


def plain_name(name: str) -> str:
    """Without signs that nobody sees: one of them writes `fdp.exe` as `exe.pdf`. Short, with its ending."""
    seen = "".join(sign for sign in name if not unicodedata.category(sign).startswith("C")).strip()
    stem, dot, ending = seen.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{ending}" if dot else seen[:LONGEST_NAME]
