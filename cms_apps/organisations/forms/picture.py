"""A picture for the profile, uploaded at the desk."""

from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from cms_apps.media.forms import PictureUpload, clean_picture
from cms_apps.organisations.forms.settings import SettingForm

NO_PICTURE = _(
    "Das ist kein Bild, das wir zeigen können. Speichern Sie es als JPG oder PNG und wählen Sie es noch einmal."
)


class DeskPicture(PictureUpload):
    """As in the admin, in words for people who do not know file formats."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.help_text = _("JPG, PNG, WebP oder AVIF, höchstens 10 MB, am besten quer.")
        self.error_messages |= {
            "required": _("Wählen Sie ein Bild."),
            "empty": _("Diese Datei ist leer."),
            "invalid_image": NO_PICTURE,
            "invalid_image_extension": NO_PICTURE,
            "invalid_image_known_format": NO_PICTURE,
            "file_too_large": _("Dieses Bild ist größer als 10 MB. Verkleinern Sie es."),
            "file_too_many_pixels": _("Dieses Bild hat zu viele Bildpunkte. Verkleinern Sie es."),
        }


class ProfilePictureForm(SettingForm):
    """The picture, what it shows, who made it, and that everybody agreed."""

    file = DeskPicture(label=_("Bild"))
    description = forms.CharField(
        label=_("Was ist zu sehen?"),
        max_length=255,
        help_text=_("Ein Satz für Menschen, die das Bild nicht sehen."),
        error_messages={"required": _("Schreiben Sie einen Satz: Was ist zu sehen?")},
    )
    credit = forms.CharField(
        label=_("Bildnachweis"),
        max_length=160,
        help_text=_("Zum Beispiel: Foto: Verein Brücke. Er steht unter dem Bild."),
        error_messages={"required": _("Schreiben Sie, von wem das Bild ist.")},
    )
    consent_of = forms.CharField(
        label=_("Wer ist zu erkennen?"),
        required=False,
        max_length=160,
        help_text=_("Namen, oder: Gruppe. Das sieht nur die Redaktion. Leer, wenn niemand zu erkennen ist."),
    )
    agreed = forms.BooleanField(
        label=_("Wir dürfen das Bild zeigen, und alle, die zu erkennen sind, haben zugestimmt."),
        error_messages={"required": _("Bestätigen Sie das. Sonst dürfen wir das Bild nicht zeigen.")},
    )

    def clean_file(self) -> File:
        """Without malware; where it was taken is not kept."""
        return clean_picture(self.cleaned_data["file"])
