"""What somebody who takes part can do at the status page."""

from typing import Any

from django import template

from cms_apps.volunteering.models import Application
from cms_apps.volunteers.transitions import VOLUNTEER
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import available

register = template.Library()


@register.inclusion_tag("volunteering/own/_volunteering.html")
def volunteering_verbs(application: Application) -> dict[str, Any]:
    """`{% volunteering_verbs application %}`: pausing and going on, as the machine allows; for whoever takes part."""
    verbs = available(VOLUNTEER, application.volunteer, Actor.applicant())
    return {"application": application, "volunteer": application.volunteer, "verbs": verbs}
