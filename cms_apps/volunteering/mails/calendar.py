"""The first talk as an entry of a calendar: taken in, moved, struck out."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from cms_apps.foundation.calendars import Entry, Method, calendar_file
from cms_apps.notifications.attachments import Attachment, calendar_attachment
from cms_apps.organisations.models import HostOrganisation
from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering.enums import TalkOutcome
from cms_apps.volunteering.models import Application, FirstTalk

# In the payload of the mail that tells the end of an application: whose talk is to be struck out.
CALLED_OFF = "called_off"
STRUCK_OUT = "struck_out"
FILE_NAME = "gespraech.ics"


def talk_file(talk: FirstTalk, *, method: Method = Method.PUBLISH) -> bytes:
    """The talk in the active language; it names the organisation, not the person. Needs the organisation."""
    host = talk.application.organisation
    entry = Entry(
        uid=f"talk-{talk.pk}@{urlsplit(settings.BASE_URL).hostname}",
        sequence=talk.sequence,
        made_at=talk.created_at,
        starts_at=talk.starts_at,
        minutes=talk.minutes,
        title=_("Gespräch mit %(host)s") % {"host": host.name},
        host=host.name,
        host_email=host.email,
        where=talk.where,
        text=f"{talk.get_mode_display()}\n{host.phone}",
    )
    return calendar_file([entry], method=method)


def attached(talk: FirstTalk, method: Method = Method.PUBLISH) -> Attachment:
    """The talk as a file of a mail."""
    return calendar_attachment(talk_file(talk, method=method), name=FILE_NAME, method=method)


def called_off(row: OutboxRow, application: Application) -> dict[str, Any]:
    """What a mail knows of the talk that ends with an application: nothing, if none was to come."""
    rows = application.talks.filter(pk=row.payload.get(CALLED_OFF), starts_at__gt=row.created_at)
    talk = rows.first() if CALLED_OFF in row.payload else None
    if talk is None:
        return {}
    return {"called_off": talk, "attachments": [attached(talk, Method.CANCEL)]}


def to_strike_out(application: Application) -> dict[str, Any]:
    """What a mail must know to strike a talk out once its row is gone: no place, no name; nothing without one ahead."""
    ahead = application.talks.filter(outcome=TalkOutcome.PLANNED, starts_at__gt=timezone.now()).first()
    if ahead is None:
        return {}
    entry = {"pk": ahead.pk, "sequence": ahead.sequence + 1, "minutes": ahead.minutes}
    return {STRUCK_OUT: {**entry, "starts_at": ahead.starts_at.isoformat()}}


def struck_out(row: OutboxRow, host: HostOrganisation) -> dict[str, Any]:
    """The file of `to_strike_out`, for a mail that has it in its payload."""
    if STRUCK_OUT not in row.payload:
        return {}
    kept = row.payload[STRUCK_OUT]
    begin = datetime.fromisoformat(kept["starts_at"])
    talk = FirstTalk(**{**kept, "starts_at": begin}, application=Application(organisation=host))
    return {"attachments": [attached(talk, Method.CANCEL)]}
