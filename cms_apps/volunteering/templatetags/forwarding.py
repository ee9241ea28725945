"""What the desk shows of a proposal to pass an application on."""

from typing import Any

from django import template

from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import proposal_of

register = template.Library()


@register.inclusion_tag("volunteering/desk/_forward.html")
def forwarding(application: Application) -> dict[str, Any]:
    """The newest proposal, and whence the application came; asked of `application_at_desk`."""
    known: Any = application
    return {"application": application, "proposal": proposal_of(application) if known.was_proposed else None}
