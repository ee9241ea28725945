"""Mails of the press list: confirm, welcome, the release itself."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.notifications.enums import Audience
from cms_apps.notifications.mail import absolute, mail_handler
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import Handler, register
from cms_apps.outbox.services import queue
from cms_apps.pages.models import Mailing, PressReleasePage, Subscriber
from cms_apps.pages.press_list.selectors import copies_of, copy_key, is_public, missed_of, readers_of
from cms_apps.pages.release.account import account_of
from cms_apps.pages.release.plain import as_text

CONFIRM_LINK, LEAVE_LINK = "pages.press_confirm", "pages.press_leave"
CONFIRM, WELCOME, KNOWN = "pages.press_confirm", "pages.press_welcome", "pages.press_known"
WHOLE_LINES = 10_000  # a telephone breaks them where they end
RELEASE, SPREAD = "pages.press_release", "pages.press_mailing"


def ask_or_tell(subscriber: Subscriber) -> None:
    """Ask for confirmation, or say that the mailbox is on the list already."""
    _queue(CONFIRM if subscriber.confirmed_at is None else KNOWN, subscriber)


def welcome(subscriber: Subscriber) -> None:
    """Say what will come, and how to leave."""
    _queue(WELCOME, subscriber)


def plan(mailing: Mailing) -> None:
    """Queue the one row that becomes a mail to each newsroom when it is due."""
    queue(SPREAD, payload={"mailing": mailing.pk}, dedupe_key=f"{SPREAD}:{mailing.pk}", due_at=mailing.due_at)


def register_mails() -> None:
    """Make the kinds known."""
    register(
        SPREAD, Handler(render=lambda row: row.payload["mailing"], deliver=_spread, still_true=_not_recalled)
    )
    for kind, (describes, button, still_true) in KINDS.items():
        register(
            kind,
            mail_handler(
                kind.replace(".", "/"), _release if kind == RELEASE else _about_list, still_true=still_true,
                describes=describes, audience=Audience.PERSON, button=button, sample=_samples[kind],
            ),
        )  # fmt: skip


@transaction.atomic
def _spread(pk: int) -> None:
    """One mail to each reader; again after a crash it adds only what is missing. The lock keeps a recall out meanwhile."""
    mailing = Mailing.objects.select_for_update().filter(pk=pk, recalled_at=None).first()
    if mailing is None:
        return
    release = PressReleasePage.objects.select_related("locale").get(pk=mailing.release_id)
    language = release.locale.language_code
    missed_of(release.pk).delete()  # of an earlier mailing that was recalled
    OutboxRow.objects.bulk_create(
        [
            OutboxRow(
                kind=RELEASE, recipient=email, language=language, subject_key=f"press:{reader}",
                payload={"mailing": pk, "subscriber": reader}, dedupe_key=copy_key(release.pk, reader),
            )
            for reader, email in readers_of(release).values_list("pk", "email")
        ],
        batch_size=500,
        ignore_conflicts=True,
    )  # fmt: skip
    Mailing.objects.filter(pk=pk).update(spread_at=timezone.now(), addressed=copies_of(release.pk).count())


def _queue(kind: str, subscriber: Subscriber) -> None:
    queue(
        kind,
        recipient=subscriber.email,
        language=subscriber.language,
        subject_key=subscriber.subject_key,
        payload={"subscriber": subscriber.pk},
    )


def _about_list(row: OutboxRow) -> dict[str, Any]:
    subscriber = Subscriber.objects.get(pk=row.payload["subscriber"])
    if row.kind == CONFIRM:
        return _with_link("press_list:open_confirm", _token(CONFIRM_LINK, subscriber))
    return _with_link("press_list:open_leave", _token(LEAVE_LINK, subscriber))


def _release(row: OutboxRow) -> dict[str, Any]:
    release = PressReleasePage.objects.select_related("contact").get(mailings=row.payload["mailing"])
    subscriber = Subscriber.objects.get(pk=row.payload["subscriber"])
    return _about_release(release, _token(LEAVE_LINK, subscriber))


def _about_release(release: PressReleasePage, token: str) -> dict[str, Any]:
    leave = absolute(reverse("press_list:open_leave", args=[token]))
    return {
        "release": release,
        "text": as_text(account_of(release, None), WHOLE_LINES),
        "url": release.full_url,
        "leave_url": leave,
        "headers": {"List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"},
    }


def _with_link(name: str, token: str) -> dict[str, Any]:
    return {"url": absolute(reverse(name, args=[token]))}


def _token(purpose: str, subscriber: Subscriber) -> str:
    return links.token(Link.objects.get(purpose=purpose, object_key=str(subscriber.key)))


def _unconfirmed(row: OutboxRow) -> bool:
    return Subscriber.objects.filter(pk=row.payload["subscriber"], confirmed_at=None).exists()


def _on_the_list(row: OutboxRow) -> bool:
    return Subscriber.objects.filter(pk=row.payload["subscriber"], confirmed_at__isnull=False).exists()


def _not_recalled(row: OutboxRow) -> bool:
    return Mailing.objects.filter(pk=row.payload["mailing"], recalled_at=None).exists()


def _may_leave_house(row: OutboxRow) -> bool:
    """What may not goes among the missed, where it is seen and sent again."""
    mailing = Mailing.objects.filter(pk=row.payload["mailing"], recalled_at=None).first()
    return mailing is not None and is_public(mailing.release_id) and _on_the_list(row)


def _sample_release() -> dict[str, Any]:
    release = PressReleasePage(
        title="Neue Sprechzeiten", lead="Ab Montag ist länger offen.", place="Wiesbaden"
    )
    return {**_about_release(release, "beispiel"), "url": absolute("/de/presse/")}


_samples: dict[str, Any] = {
    CONFIRM: lambda: _with_link("press_list:open_confirm", "beispiel"),
    WELCOME: lambda: _with_link("press_list:open_leave", "beispiel"),
    KNOWN: lambda: _with_link("press_list:open_leave", "beispiel"),
    RELEASE: _sample_release,
}
KINDS: dict[str, tuple[Any, Any, Any]] = {
    CONFIRM: (_("Bestellung von Pressemitteilungen bestätigen"), _("Bestellung bestätigen"), _unconfirmed),
    WELCOME: (_("Pressemitteilungen sind bestellt"), _("Abbestellen"), _on_the_list),
    KNOWN: (_("Pressemitteilungen waren schon bestellt"), _("Abbestellen"), _on_the_list),
    RELEASE: (_("Eine Pressemitteilung"), _("Auf der Website lesen"), _may_leave_house),
}
