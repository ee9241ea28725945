"""Amounts of the ledger."""

from django import template

from cms_apps.parameters.amounts import euros as written

register = template.Library()


@register.filter
def euros(cents: int) -> str:
    """`{{ line.most_cents|euros }}`: "6 750 Euro"."""
    return written(cents)
