"""When what rests is deleted."""

from datetime import date

from django import template

from cms_apps.volunteering import selectors
from cms_apps.volunteering.models import Application

register = template.Library()


@register.filter
def deletion_day(application: Application) -> date | None:
    """The day that the last notice named."""
    return selectors.deletion_day(application)
