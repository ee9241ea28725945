"""A Träger's text seen with the data of one of its own applications."""

import logging
from typing import Any

from django.utils import timezone, translation

from cms_apps.enrolments.models import Enrolment
from cms_apps.notifications.kinds import MailHandler
from cms_apps.notifications.preview import preview
from cms_apps.notifications.writing import Text
from cms_apps.organisations.mails import letterhead
from cms_apps.organisations.models import HostOrganisation
from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering.models import Application

logger = logging.getLogger("vielfalt.mails")


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
        invented = {**handler.sample(), **letterhead(organisation, row)}
    if application is not None:
        try:
            real = handler.context(_about(row, application))
            return {**preview(kind, handler, language, real, text), "invented": False}
        except Exception as error:  # noqa: BLE001 -- the application has not come that far: no talk, no place
            logger.info("no preview of %s with real data: %s", kind, type(error).__name__)
    return {**preview(kind, handler, language, invented, text), "invented": True}


def _about(row: OutboxRow, application: Application) -> OutboxRow:
    place = Enrolment.objects.filter(volunteer=application.volunteer_id).select_related("run").last()
    row.recipient = application.email
    row.payload = {
        "application": application.pk,
        "enrolment": place.pk if place else None,
        "course": place.run.title if place else "",
    }
    return row
