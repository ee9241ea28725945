"""Rows and columns."""

from typing import Any

from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock
from wagtail_localize.segments import StringSegmentValue


class TranslatableTableBlock(TypedTableBlock):
    """A table whose caption, headings and cells are translated string by string; whole numbers stay as they are.

    wagtail-localize knows no tables: it asks a block for these two methods.
    """

    def get_translatable_segments(self, table: TypedTable) -> list[StringSegmentValue]:
        """Every text of the table with its place: "caption", "column.0", "cell.2.1"."""
        texts = {"caption": table.caption}
        texts |= {f"column.{index}": column["heading"] for index, column in enumerate(table.columns)}
        texts |= {
            f"cell.{row_index}.{index}": str(value)
            for row_index, row in enumerate(table.row_data)
            for index, value in enumerate(row["values"])
        }
        return [
            StringSegmentValue(place, text)
            for place, text in texts.items()
            if text and not text.strip().isdecimal()
        ]

    def restore_translated_segments(
        self, table: TypedTable, segments: list[StringSegmentValue]
    ) -> TypedTable:
        """Return the table with the texts of `segments` in their places."""
        texts = {segment.path: segment.render_text() for segment in segments}
        return TypedTable(
            columns=[
                {**column, "heading": texts.get(f"column.{index}", column["heading"])}
                for index, column in enumerate(table.columns)
            ],
            row_data=[
                {"values": self._row(row_index, row["values"], texts)}
                for row_index, row in enumerate(table.row_data)
            ],
            caption=texts.get("caption", table.caption),
        )

    @staticmethod
    def _row(row_index: int, values: list[Any], texts: dict[str, str]) -> list[Any]:
        return [texts.get(f"cell.{row_index}.{index}", value) for index, value in enumerate(values)]


class TableBlock(TranslatableTableBlock):
    """A table of texts and numbers; the first column says what a row is about."""

    text = blocks.CharBlock(label="Text", max_length=250, required=False)
    number = blocks.CharBlock(label="Zahl", max_length=30, required=False)

    class Meta:
        label = "Tabelle"
        icon = "table"
        template = "blocks/table.html"
        description = "Zeilen und Spalten mit Beschriftung."
        help_text = (
            "Die Beschriftung sagt, was die Tabelle zeigt. Geben Sie jeder Spalte eine Überschrift. "
            "Die erste Spalte nennt, worum es in der Zeile geht; Zahlen stehen rechtsbündig."
        )
