"""What others offer to whoever was declined."""

from typing import Any

from django import template

from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import other_offers

register = template.Library()


@register.inclusion_tag("volunteering/own/_offers.html", takes_context=True)
def offers_elsewhere(context: template.Context, application: Application) -> dict[str, Any]:
    """`{% offers_elsewhere application %}`: three others near by as they are today, else whom to ask."""
    return {"offers": other_offers(application), "terms": context["terms"]}
