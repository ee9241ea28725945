"""The digest (Sammelmail) of a member: how much of what is new, and where; no names."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms_apps.notifications.enums import Audience
from cms_apps.notifications.kinds import described
from cms_apps.notifications.mail import absolute, mail_handler
from cms_apps.organisations.models import Membership
from cms_apps.organisations.selectors import wants_digests
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.services import queue
from cms_apps.volunteering.selectors import desk_counts

DIGEST = "volunteering.digest"
MOST_LINKS = 5


def queue_digest(membership: Membership, news: dict[str, list[int]]) -> OutboxRow:
    """Queue one mail about all that is new: for each kind of mail the applications it is about."""
    return queue(
        DIGEST,
        recipient=membership.user.email,
        language=settings.LANGUAGE_CODE,
        subject_key=f"user:{membership.user_id}",
        payload={"membership": membership.pk, "news": news},
    )


def _context(row: OutboxRow) -> dict[str, Any]:
    organisation = (
        Membership.objects.select_related("organisation").get(pk=row.payload["membership"]).organisation
    )
    news = row.payload["news"]
    keys = {pk for keys in news.values() for pk in keys}
    numbers = dict(organisation.applications.filter(pk__in=keys).values_list("pk", "number"))
    return {
        "host": organisation.name,
        "count": sum(len(keys) for keys in news.values()),
        "news": [(described(kind), len(keys), _links(keys, numbers)) for kind, keys in news.items()],
        "counts": desk_counts([organisation]),
        "url": absolute(reverse("desk:queue")),
    }


def _links(keys: list[int], numbers: dict[int, str]) -> list[str]:
    shown = [numbers[pk] for pk in dict.fromkeys(keys) if pk in numbers][:MOST_LINKS]
    return [absolute(reverse("desk:application", args=[number])) for number in shown]


def _still_true(row: OutboxRow) -> bool:
    return wants_digests(row.payload["membership"])


def _sample() -> dict[str, Any]:
    links = [absolute(f"/de/schreibtisch/bewerbungen/{number}/") for number in ("K7M-3QX", "R4T-9PD")]
    return {
        "host": "Freiwilligenzentrum Musterstadt",
        "count": 3,
        "news": [(_("Neue Bewerbung"), 2, links), (_("Kursplatz frei geworden"), 1, links[:1])],
        "counts": {"open": "7", "overdue": "1"},
        "url": absolute("/de/schreibtisch/bewerbungen/"),
    }


digest_handler = mail_handler(
    "volunteering/digest",
    _context,
    still_true=_still_true,
    describes=_("Sammelmail"),
    audience=Audience.TEAM,
    button=_("Zum Schreibtisch"),
    sample=_sample,
)
