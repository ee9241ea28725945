"""The draft of a sign-up: what is typed is in the database from the first POST."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cms_apps.parameters.selectors import number
from cms_apps.volunteering.errors import DraftGone
from cms_apps.volunteering.models import Draft

StepData = Mapping[str, list[str]]


def start_draft(language: str) -> Draft:
    """A new, empty draft."""
    return Draft.objects.create(language=language)


@transaction.atomic
def save_step(draft: Draft, step: str, data: StepData) -> Draft:
    """Keep what was typed at one step, whole; other steps stay as they are. Raises DraftGone."""
    row = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if row is None:
        raise DraftGone
    if row.submitted_at is not None:
        return row
    row.data = {**row.data, step: dict(data)}
    row.changed_at = timezone.now()
    row.save(update_fields=["data", "changed_at"])
    return row


def delete_draft(draft: Draft) -> None:
    """Forget a draft on its owner's word."""
    Draft.objects.filter(pk=draft.pk, submitted_at=None).delete()


def delete_old_drafts() -> int:
    """Delete drafts whose last change is older than the parameter `draft.days`; returns how many."""
    end = timezone.now() - timedelta(days=number("draft.days"))
    deleted, _by_model = Draft.objects.filter(changed_at__lt=end).delete()
    return deleted
