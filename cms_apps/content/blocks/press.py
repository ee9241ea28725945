"""What a press release says as data: who said it, what was counted, what was put right."""

from copy import copy
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from cms_apps.content.blocks.body import BodyBlock
from cms_apps.content.blocks.pictures import PictureBlock
from cms_apps.foundation.days import validate_day
from cms_apps.foundation.kept import Kept
from cms_apps.foundation.templatetags.vielfalt import number

SPEAKERS = Kept[dict[int, Any]]("speakers")
MOST_PICTURES, MOST_ATTACHMENTS, MOST_CORRECTIONS = 12, 12, 20


class OfficeValue(blocks.StructValue):
    """An office that knows when it was held."""

    def held_on(self, day: date) -> bool:
        """Whether `day` lies in it; both its first and its last day do."""
        since, until = self.get("since"), self.get("until")
        return (since is None or since <= day) and (until is None or day <= until)


class OfficeBlock(blocks.StructBlock):
    """An office that somebody held from one day to another."""

    title = blocks.CharBlock(label="Amt oder Aufgabe", max_length=160)
    since = blocks.DateBlock(label="Vom", required=False, validators=[validate_day])
    until = blocks.DateBlock(label="Bis", required=False, validators=[validate_day])

    class Meta:
        label = "Amt"
        icon = "user"
        value_class = OfficeValue

    def clean(self, value: Any) -> Any:
        """Refuse an end before the beginning."""
        cleaned = super().clean(value)
        if cleaned["since"] and cleaned["until"] and cleaned["until"] < cleaned["since"]:
            message = ValidationError("Das Amt endet, bevor es beginnt.")
            raise StructBlockValidationError(block_errors={"until": message})
        return cleaned


class SpeakerChooserBlock(SnippetChooserBlock):
    """Somebody of the register, which is short: each process keeps the whole of it."""

    def bulk_to_python(self, values: Any) -> list[Any]:
        """One object of its own for each key that was chosen, None for one who is not there any more."""
        register = SPEAKERS.get("", self.model_class.objects.in_bulk)
        return [copy(register.get(key)) for key in values]


class StatementBlock(blocks.StructBlock):
    """What somebody of the register said, with the office that they held on the day of the page."""

    speaker = SpeakerChooserBlock("content.Spokesperson", label="Wer es sagt")
    text = blocks.TextBlock(label="Zitat", help_text="Ohne Anführungszeichen; die setzt die Seite.")

    class Meta:
        label = "Zitat mit Amt"
        icon = "openquote"
        template = "blocks/statement.html"

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add the office, which depends on the day of the page."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        speaker, page = value.get("speaker"), context.get("page")
        return {**context, "office": speaker.office_on(page.date) if speaker and page else None}

    def get_searchable_content(self, value: Any) -> list[str]:
        """The name, too: people look for who said something."""
        said: list[str] = super().get_searchable_content(value)
        return [*said, value["speaker"].name] if value.get("speaker") else said


class KeyFigureValue(blocks.StructValue):
    """A number that is written as its readers write numbers."""

    @property
    def written(self) -> str:
        """For example: "mehr als 1 100", "4,6 Mio. Euro"."""
        return " ".join(filter(None, (self.number, self["unit"])))

    @property
    def number(self) -> str:
        """The number alone, with as many decimals as the editor typed: "12,50"."""
        precision = {"about": _("rund"), "over": _("mehr als")}.get(self.get("precision") or "", "")
        return " ".join(filter(None, (precision, _written(self["value"]))))


class KeyFigureBlock(blocks.StructBlock):
    """One number: what it counts, who counted it, and on which day it held."""

    precision = blocks.ChoiceBlock(
        choices=[("exact", "genau"), ("about", "rund"), ("over", "mehr als")],
        default="exact",
        label="Wie genau",
    )
    value = blocks.DecimalBlock(label="Zahl", max_digits=15, decimal_places=3)
    unit = blocks.CharBlock(
        label="Einheit", max_length=30, required=False, help_text="Zum Beispiel: Mio. Euro oder Prozent"
    )
    label = blocks.CharBlock(label="Wofür sie steht", max_length=120)
    source = blocks.CharBlock(label="Quelle", max_length=160)
    as_of = blocks.DateBlock(label="Stand", validators=[validate_day])

    class Meta:
        label = "Zahl"
        icon = "order"
        value_class = KeyFigureValue


class KeyFiguresBlock(blocks.StructBlock):
    """Numbers, each with its source and its day."""

    heading = blocks.CharBlock(label="Überschrift", max_length=120, default="Zahlen")
    figures = blocks.ListBlock(KeyFigureBlock(), label="Zahlen", min_num=1, max_num=8)

    class Meta:
        label = "Zahlen mit Quelle und Stand"
        icon = "order"
        template = "blocks/key_figures.html"


class PressBodyBlock(BodyBlock):
    """The text of a press release."""

    statement = StatementBlock()
    key_figures = KeyFiguresBlock()


class PictureSetBlock(blocks.StreamBlock):
    """Pictures that newsrooms may print; credit and licence belong to each picture itself."""

    picture = PictureBlock(template="blocks/press_picture.html")

    class Meta:
        max_num = MOST_PICTURES


class AttachmentsBlock(blocks.StreamBlock):
    """Files that belong to a release."""

    file = DocumentChooserBlock(label="Dokument")

    class Meta:
        max_num = MOST_ATTACHMENTS


class CorrectionBlock(blocks.StructBlock):
    """What was wrong, and since when it is right."""

    date = blocks.DateBlock(label="Tag der Berichtigung", validators=[validate_day])
    text = blocks.TextBlock(
        label="Was wir berichtigt haben", max_length=500, help_text="Was stand da, und was stimmt?"
    )

    class Meta:
        label = "Berichtigung"
        icon = "warning"
        template = "blocks/correction.html"


class CorrectionsBlock(blocks.StreamBlock):
    """All that was put right, in the order of the editors."""

    correction = CorrectionBlock()

    class Meta:
        max_num = MOST_CORRECTIONS


class ChannelBlock(blocks.StructBlock):
    """Where else somebody can be followed."""

    name = blocks.CharBlock(label="Kanal", max_length=60, help_text="Zum Beispiel: Mastodon")
    address = blocks.URLBlock(label="Adresse", max_length=250)

    class Meta:
        label = "Kanal"
        icon = "link"


def _written(value: Decimal) -> str:
    whole, _point, decimals = f"{value:f}".partition(".")
    return number(whole) + (f"{get_format('DECIMAL_SEPARATOR')}{decimals}" if decimals else "")
