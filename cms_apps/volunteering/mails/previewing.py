"""A Träger's text seen with the data of one of its own applications."""

import logging
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone, translation

from cms_apps.enrolments.models import Enrolment
from cms_apps.notifications.kinds import Context, MailHandler
from cms_apps.notifications.preview import preview
from cms_apps.notifications.writing import Text
from cms_apps.organisations.mails import letterhead
from cms_apps.organisations.models import HostOrganisation
from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering.models import Application

logger = logging.getLogger("vielfalt.mails")
NOT_THERE = (ObjectDoesNotExist, KeyError, AttributeError)  # the application has not come that far


def preview_for_team(
    kind: str,
    handler: MailHandler,
    language: str,
    *,
    organisation: HostOrganisation,
    application: Application | None,
    text: Text | None,
) -> dict[str, Any]:
    """As `preview`; `invented` says that the application has nothing of what this mail is about."""
    row = OutboxRow(kind=kind, language=language, created_at=timezone.now())
    with translation.override(language):
        context = _real(row, handler, application) if application else None
        found = context or {**handler.sample(), **letterhead(organisation, row)}
        return {**preview(kind, handler, language, found, text), "invented": context is None}


def _real(row: OutboxRow, handler: MailHandler, application: Application) -> Context | None:
    place = Enrolment.objects.filter(volunteer=application.volunteer_id).select_related("run").last()
    row.recipient = application.email
    row.payload = {
        "application": application.pk,
        "enrolment": place.pk if place else None,
        "course": place.run.title if place else "",
    }
    try:
        return handler.context(row)
    except NOT_THERE as error:
        logger.info("no preview of %s with real data: %s", row.kind, type(error).__name__)
        return None
