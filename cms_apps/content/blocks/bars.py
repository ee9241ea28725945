"""Numbers side by side: a table in which each number has its bar."""

from dataclasses import dataclass
from typing import Any

from wagtail import blocks

from cms_apps.foundation.days import validate_day

WIDEST = 100


@dataclass(frozen=True)
class Bar:
    """One row: what is counted, how many, and how long its bar is, of a hundred."""

    label: str
    value: int
    length: float


class BarsValue(blocks.StructValue):
    """Numbers that know how they compare."""

    @property
    def bars(self) -> list[Bar]:
        """The largest is as wide as there is room."""
        rows = self["rows"]
        most = max((row["value"] for row in rows), default=0) or 1
        return [Bar(row["label"], row["value"], round(row["value"] * WIDEST / most, 1)) for row in rows]


class BarBlock(blocks.StructBlock):
    """One number and what it counts."""

    label = blocks.CharBlock(label="Was gezählt wird", max_length=80)
    value = blocks.IntegerBlock(label="Zahl", min_value=0, max_value=10_000_000)

    class Meta:
        label = "Zahl"
        icon = "order"


class BarsBlock(blocks.StructBlock):
    """Numbers of one kind as bars; whoever sees no bars reads the table that they are."""

    heading = blocks.CharBlock(label="Überschrift", max_length=120)
    counted = blocks.CharBlock(label="Spalte links", max_length=40, help_text="Zum Beispiel: Jahr, Kreis")
    unit = blocks.CharBlock(label="Spalte rechts", max_length=40, help_text="Zum Beispiel: Lots*innen")
    rows = blocks.ListBlock(BarBlock(), label="Zahlen", min_num=2, max_num=30)
    counted_on = blocks.DateBlock(label="Stand", validators=[validate_day])
    method = blocks.CharBlock(
        label="Wie gezählt wurde", max_length=250, help_text="Ein Satz: wer gezählt hat, und was mitzählt."
    )

    class Meta:
        label = "Balken"
        icon = "order"
        value_class = BarsValue
        template = "blocks/bars.html"
        description = "Zahlen als Balken, zugleich eine Tabelle, mit Stand und Zählweise."

    def get_preview_value(self) -> Any:
        """Two years."""
        rows = [{"label": "2024", "value": 40}, {"label": "2025", "value": 55}]
        words = {
            "heading": "Träger im Programm",
            "counted": "Jahr",
            "unit": "Träger",
            "method": "Gezählt am Jahresende.",
        }
        return self.normalize({**words, "rows": rows, "counted_on": None})
