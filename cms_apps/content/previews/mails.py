"""The mail with the secret link to a draft."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms_apps.content.models import PersonalPreview, PreviewKind
from cms_apps.content.previews.selectors import draft_of, is_over
from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.notifications.enums import Audience
from cms_apps.notifications.mail import absolute, mail_handler
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import register
from cms_apps.outbox.services import queue

PREVIEW_LINK = "content.preview"
APPROVAL_ASKED, DRAFT_SHOWN = "content.preview_approval", "content.preview_embargo"
KIND_OF = {PreviewKind.APPROVAL: APPROVAL_ASKED, PreviewKind.EMBARGO: DRAFT_SHOWN}


def invite(preview: PersonalPreview) -> None:
    """Queue the mail to the person."""
    queue(
        KIND_OF[PreviewKind(preview.kind)],
        recipient=preview.email,
        language=preview.language,
        subject_key=preview.subject_key,
        payload={"preview": preview.pk},
    )


def register_mails() -> None:
    """Make both kinds known."""
    for kind, describes, button in (
        (APPROVAL_ASKED, _("Ein Text soll freigegeben werden, ohne Konto"), _("Lesen und antworten")),
        (DRAFT_SHOWN, _("Ein Text vorab, mit Sperrfrist"), _("Text lesen")),
    ):
        register(
            kind,
            mail_handler(
                kind.replace(".", "/"), _context, still_true=_still_true, describes=describes,
                audience=Audience.PERSON, button=button, sample=_sample,
            ),
        )  # fmt: skip


def _context(row: OutboxRow) -> dict[str, Any]:
    preview = PersonalPreview.objects.select_related("page", "made_by").get(pk=row.payload["preview"])
    link = Link.objects.get(purpose=PREVIEW_LINK, object_key=str(preview.key))
    return _about(preview, draft_of(preview).as_object(), links.token(link))


def _about(preview: PersonalPreview, draft: Page, token: str) -> dict[str, Any]:
    return {
        "preview": preview,
        "title": draft.title,
        "asked_by": preview.asked_by,
        "release_at": draft.go_live_at,
        "url": absolute(reverse("preview:open", args=[token])),
    }


def _still_true(row: OutboxRow) -> bool:
    rows = PersonalPreview.objects.select_related("page", "task_state").filter(
        pk=row.payload["preview"], revoked_at=None, expires_at__gt=timezone.now()
    )
    return any(not is_over(preview) for preview in rows)


def _sample() -> dict[str, Any]:
    preview = PersonalPreview(
        kind=PreviewKind.APPROVAL, name="Kim Beispiel", message="Es geht um den dritten Absatz.",
        expires_at=timezone.now() + timedelta(days=3),
    )  # fmt: skip
    return _about(preview, Page(title="Neue Sprechzeiten"), "beispiel")
