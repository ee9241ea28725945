"""Mails about working for a host organisation."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.notifications.enums import Audience
from cms_apps.notifications.mail import absolute, mail_handler
from cms_apps.notifications.placeholders import Placeholder
from cms_apps.notifications.writing import Text
from cms_apps.organisations.enums import MailRhythm
from cms_apps.organisations.models import HostOrganisation, OwnMailText, TeamInvitation
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.services import queue
from cms_apps.parameters.selectors import number
from cms_apps.parameters.working_days import is_working_day

INVITATION = "organisations.invitation"


def queue_invitation(invitation: TeamInvitation, link: Link) -> OutboxRow:
    """Mail the link by which somebody joins a team."""
    payload = {"invitation": invitation.pk, "link": link.pk}
    return queue(INVITATION, recipient=invitation.email, subject_key=invitation.link_key, payload=payload)


def _context(row: OutboxRow) -> dict[str, object]:
    link = Link.objects.get(pk=row.payload["link"])
    invitation = TeamInvitation.objects.select_related("organisation").get(pk=row.payload["invitation"])
    return {
        "user": {"first_name": invitation.first_name, "last_name": invitation.last_name},
        "organisation": invitation.organisation,
        "url": absolute(reverse("host:open_invitation", args=[links.token(link)])),
        "expires_at": link.expires_at,
    }


def _still_true(row: OutboxRow) -> bool:
    asked = TeamInvitation.objects.filter(pk=row.payload.get("invitation", 0)).exists()
    return asked and Link.objects.filter(pk=row.payload["link"], used_at=None).exists()


def letterhead(organisation: HostOrganisation, row: OutboxRow) -> dict[str, Any]:
    """What every mail in the name of an organisation has: its name as sender, its address for answers, its own text."""
    return {**sender_of(organisation), "own_text": own_text(organisation.pk, row.kind, row.language)}


def sender_of(organisation: HostOrganisation) -> dict[str, Any]:
    """The organisation as the one who writes."""
    return {
        "organisation": organisation,
        "sender_name": organisation.name,
        "reply_to": organisation.email,
    }


def own_text(organisation: int, kind: str, language: str) -> Text | None:
    """The organisation's text for a kind of mail, if it wrote one in exactly this language."""
    row = OwnMailText.objects.filter(organisation=organisation, kind=kind, language=language).first()
    return Text(row.subject, row.body) if row else None


def own_texts(organisation: int) -> set[tuple[str, str]]:
    """For which kinds and in which languages the organisation has a text of its own."""
    return set(OwnMailText.objects.filter(organisation=organisation).values_list("kind", "language"))


def digest_at(rhythm: str, after: datetime) -> datetime:
    """When the next digest of a rhythm goes out: in the morning of a working day, the week's in that of its first."""
    local = timezone.localtime(after)
    morning = time(number("digest.hour"))
    day = local.date() if local.time() < morning else local.date() + timedelta(days=1)
    while not (is_working_day(day) and (rhythm == MailRhythm.DAILY or _begins_the_week(day))):
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, morning))


def _begins_the_week(day: date) -> bool:
    monday = day - timedelta(days=day.weekday())
    return not any(is_working_day(monday + timedelta(days=one)) for one in range(day.weekday()))


def _sample() -> dict[str, object]:
    return {
        "user": {"first_name": "Lea", "last_name": "Sommer"},
        "organisation": _("Freiwilligenzentrum Musterstadt"),
        "url": absolute("/de/schreibtisch/einstellungen/einladung/…/"),
        "expires_at": timezone.now() + timedelta(days=7),
    }


invitation_handler = mail_handler(
    "organisations/invitation",
    _context,
    still_true=_still_true,
    describes=_("Einladung ins Team"),
    audience=Audience.STAFF,
    button=_("Einladung öffnen"),
    placeholders={
        "person": Placeholder(
            _("Vor- und Nachname"),
            "{{ user.first_name }} {{ user.last_name }}",
            personal=True,
            may_be_empty=True,
        ),
        "träger": Placeholder(_("Name des Trägers"), "{{ organisation }}", may_be_empty=True),
        "link": Placeholder(_("Link zum Annehmen der Einladung"), "{{ url }}", personal=True, in_body=True),
        "gilt_bis": Placeholder(_("bis wann der Link gilt"), "{{ expires_at|day }}"),
        "zentrum": Placeholder(_("Name der Servicestelle"), "{{ terms.centre }}"),
    },
    sample=_sample,
)
