"""Numbers that deserve a line of their own."""

from wagtail import blocks


class FigureBlock(blocks.StructBlock):
    """One number and what it counts."""

    value = blocks.CharBlock(label="Zahl", max_length=20, help_text="Zum Beispiel: 25 oder 4,6 Mio. Euro")
    label = blocks.CharBlock(label="Wofür sie steht", max_length=120)

    class Meta:
        label = "Zahl"
        icon = "order"


class FiguresBlock(blocks.StructBlock):
    """A list of numbers under one heading, with the day on which they held."""

    heading = blocks.CharBlock(label="Überschrift", max_length=120, default="Zahlen")
    figures = blocks.ListBlock(FigureBlock(), label="Zahlen", min_num=1, max_num=8)
    source = blocks.CharBlock(label="Stand und Quelle", max_length=160, required=False)

    class Meta:
        label = "Zahlen"
        icon = "order"
        template = "blocks/figures.html"
        description = "Bis zu acht große Zahlen nebeneinander, mit Stand und Quelle."
        preview_value = {
            "heading": "Zahlen",
            "figures": [{"value": "25", "label": "Gruppen"}, {"value": "19", "label": "Sprachen"}],
            "source": "Stand: Mai 2026, eigene Zählung",
        }
