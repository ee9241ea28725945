"""The mails about an application, on its page at the desk."""

from typing import Any

from django import template

from cms_apps.volunteering.mails.record import mails_about
from cms_apps.volunteering.models import Application

register = template.Library()


@register.inclusion_tag("volunteering/desk/_mails.html", takes_context=True)
def application_mails(context: template.Context, application: Application) -> dict[str, Any]:
    """`{% application_mails application %}`: kind, when, state; a button where a mail did not arrive."""
    return {
        "application": application,
        "mails": mails_about(application),
        "may_send": context["may_decide"],
        "csrf_token": context.get("csrf_token"),
    }
