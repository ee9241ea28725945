"""Giving a draft to a person by link, the answer that ends Wagtail's task, and how long both are kept."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, TaskState

from cms_apps.content.models import PersonalPreview, PreviewAnswer, PreviewKind
from cms_apps.content.previews import mails
from cms_apps.content.previews.errors import (
    AlreadyDecided,
    DraftChanged,
    MayNotShow,
    NothingToApprove,
    NotRead,
    WordsMissing,
    WrongEnd,
)
from cms_apps.content.previews.selectors import has_read
from cms_apps.foundation.privacy import DeletionRule
from cms_apps.foundation.security_log import note
from cms_apps.links import services as links
from cms_apps.outbox.services import forget
from cms_apps.parameters.selectors import number

LONGEST_DAYS = 60


@transaction.atomic
def give(
    page: Page, kind: PreviewKind, *, name: str, email: str, language: str, message: str,
    expires_at: datetime, user: Any,
) -> PersonalPreview:  # fmt: skip
    """Show the draft of `page` to one person until `expires_at`, by a mail with a secret link.

    Raises NothingToApprove, MayNotShow or WrongEnd.
    """
    now = timezone.now()
    if not now < expires_at <= now + timedelta(days=LONGEST_DAYS):
        raise WrongEnd
    task_state = _task_to_give(page, user) if kind == PreviewKind.APPROVAL else None
    if kind == PreviewKind.EMBARGO and not page.permissions_for_user(user).can_publish():
        raise MayNotShow
    preview = PersonalPreview.objects.create(
        kind=kind, page=page, task_state=task_state, name=name, email=email, language=language,
        message=message, made_by=user, expires_at=expires_at,
    )  # fmt: skip
    links.issue(mails.PREVIEW_LINK, str(preview.key), expires_at=expires_at)
    mails.invite(preview)
    note("preview_given", user=user.pk, what=f"{kind} page={page.pk} preview={preview.pk}")
    return preview


@transaction.atomic
def revoke(preview: PersonalPreview, *, user: Any) -> None:
    """Close it at once; what was answered stays. Twice is no error."""
    now = timezone.now()
    if PersonalPreview.objects.filter(pk=preview.pk, revoked_at=None).update(revoked_at=now, expires_at=now):
        links.revoke(mails.PREVIEW_LINK, str(preview.key))
        note("preview_revoked", user=user.pk, what=f"preview={preview.pk}")


def note_opening(preview: PersonalPreview, draft: Revision) -> None:
    """Remember that the person opened this version."""
    preview.openings.create(revision=draft)


@transaction.atomic
def answer(preview: PersonalPreview, said: PreviewAnswer, *, comment: str, seen: int) -> None:
    """End the task of the approval by what the person says; once.

    `seen` is the revision that the page showed. Raises WordsMissing, NotRead, DraftChanged or AlreadyDecided, and
    then nothing has changed.
    """
    if said == PreviewAnswer.CHANGE and not comment.strip():
        raise WordsMissing
    task = TaskState.objects.select_for_update().filter(pk=preview.task_state_id).first()
    if task is None or task.status != TaskState.STATUS_IN_PROGRESS:
        raise AlreadyDecided
    # An approval publishes the latest draft, whatever was submitted; the lock keeps editors from saving another.
    if Page.objects.select_for_update().get(pk=preview.page_id).latest_revision_id != seen:
        raise DraftChanged
    if said == PreviewAnswer.APPROVE and not has_read(preview, seen):
        raise NotRead
    # The conditional UPDATE is the lock where a row cannot be locked: of two answers one counts.
    fresh = PersonalPreview.objects.filter(pk=preview.pk, answer="", revoked_at=None)
    if not fresh.update(answer=said, answered_at=timezone.now(), comment=comment):
        raise AlreadyDecided
    # Wagtail keeps this comment for good: no name in it.
    _end_task(task, said, f"Antwort per Link. {comment}".strip())
    note("preview_answered", what=f"{said} preview={preview.pk}")


def _end_task(task: TaskState, said: PreviewAnswer, comment: str) -> None:
    if said == PreviewAnswer.APPROVE:
        task.specific.approve(comment=comment)
    else:
        task.specific.reject(comment=comment)


def _task_to_give(page: Page, user: Any) -> TaskState:
    """The task that waits; whoever gives it away could end it alone."""
    state = page.current_workflow_task_state
    task = state.task.specific if state is not None else None
    if task is None or not any(name == "approve" for name, *_rest in task.get_actions(page, user)):
        raise NothingToApprove
    return state


def delete_old_previews() -> int:
    """Delete what ended long enough ago, with its openings, link and mail; returns how many."""
    before = timezone.now() - timedelta(days=number("preview.keep_days"))
    old = list(PersonalPreview.objects.filter(expires_at__lt=before))
    for preview in old:
        forget(preview.subject_key)
        links.forget(str(preview.key))
        preview.delete()
    return len(old)


RULE = DeletionRule(
    name="content.previews", what=_("persönliche Vorschauen von Entwürfen"), after=_("nach ihrem Ende"),
    parameter="preview.keep_days", keep=delete_old_previews,
)  # fmt: skip
