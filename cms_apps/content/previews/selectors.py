"""Which preview a link opens, and which draft it shows."""

from wagtail.models import Revision, TaskState

from cms_apps.content.models import PersonalPreview
from cms_apps.links.errors import LinkUnknown
from cms_apps.links.models import Link


def preview_of(link: Link) -> PersonalPreview:
    """The preview that a live link opens; raises LinkUnknown when it is gone."""
    rows = PersonalPreview.objects.select_related("page__locale", "task_state", "made_by")
    preview = rows.filter(key=link.object_key).first()
    if preview is None:
        raise LinkUnknown
    return preview


def draft_of(preview: PersonalPreview) -> Revision:
    """What the person reads: what is scheduled, or the latest draft, which an approval would publish."""
    scheduled = None if preview.asks_approval else preview.page.scheduled_revision
    found = scheduled or preview.page.get_latest_revision()
    if found is None:
        raise LinkUnknown
    return found


def has_read(preview: PersonalPreview, revision: int) -> bool:
    """Whether the person has opened this version."""
    return preview.openings.filter(revision_id=revision).exists()


def is_over(preview: PersonalPreview) -> bool:
    """Whether it has served its purpose: decided by whomever, or out. Later drafts are no business of this person."""
    if preview.task_state is not None:
        return bool(preview.task_state.status != TaskState.STATUS_IN_PROGRESS)
    return bool(preview.page.last_published_at and preview.page.last_published_at > preview.made_at)
