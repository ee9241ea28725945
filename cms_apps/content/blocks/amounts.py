"""Amounts, limits and deadlines: chosen, never typed."""

from typing import Any

from wagtail import blocks

from cms_apps.parameters.amounts import amount, amount_choices, amount_label


class AmountValue(blocks.StructValue):
    """One amount that knows how it stands today."""

    @property
    def label(self) -> str:
        """What it is for."""
        return amount_label(self["amount"])

    @property
    def words(self) -> str:
        """How much, or until when."""
        return amount(self["amount"])


class AmountBlock(blocks.StructBlock):
    """One amount and, if need be, a sentence about it."""

    amount = blocks.ChoiceBlock(label="Betrag oder Frist", choices=amount_choices)
    note = blocks.CharBlock(label="Erklärung", max_length=250, required=False)

    class Meta:
        label = "Betrag oder Frist"
        icon = "order"
        value_class = AmountValue


class AmountsBlock(blocks.StructBlock):
    """Several amounts under one heading, as the parameters have them on the day of reading."""

    heading = blocks.CharBlock(label="Überschrift", max_length=120, default="Beträge und Fristen")
    rows = blocks.ListBlock(AmountBlock(), label="Beträge und Fristen", min_num=1)

    class Meta:
        label = "Beträge und Fristen"
        icon = "order"
        template = "blocks/amounts.html"
        description = (
            "Beträge, Obergrenzen und Fristen. Die Werte kommen aus den Parametern und sind nie veraltet."
        )
        preview_value = {
            "heading": "Beträge und Fristen",
            "rows": [{"amount": "allowance.hour_cents", "note": "Fahrkarten kommen dazu."}],
        }

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Leave out an amount that there is no more."""
        context: dict[str, Any] = super().get_context(value, parent_context)
        return {**context, "rows": [row for row in value["rows"] if row.words]}
