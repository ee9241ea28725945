"""The draft of a sign-up: what is typed is in the database from the first POST."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from cms_apps.links import services as links
from cms_apps.outbox import services as outbox
from cms_apps.parameters.selectors import number
from cms_apps.volunteering import mails
from cms_apps.volunteering.errors import DraftGone
from cms_apps.volunteering.models import Draft

StepData = Mapping[str, list[str]]
CONTACT, ADDRESS = "kontakt", "kontakt-email"
LONGEST_ADDRESS = 254  # as the model holds it
KEPT_OLD = 5  # values of one field that other windows wrote; more, nobody compares


@dataclass(frozen=True)
class Mark:
    """What a page carries of the step that it shows.

    `version` is the step's when the page was made, `page` the page's own random name: what one page writes after
    itself is no conflict. `sequence` counts its writes, so that one which was overtaken on the way is dropped.
    """

    version: int
    page: str
    sequence: int = 0


def start_draft(language: str) -> Draft:
    """A new, empty draft."""
    return Draft.objects.create(language=language)


def save_step(
    draft: Draft,
    step: str,
    data: StepData,
    mark: Mark | None = None,
    *,
    quiet: bool = False,
    seen: bool = False,
) -> Draft:
    """Keep what was typed at one step, whole; other steps stay as they are. Raises DraftGone.

    The last write wins. What it replaces without having shown it stays in `overwritten`, until a page that has
    shown it says so (`seen`). A `quiet` write happens while somebody types: a half-typed address is nobody's yet.
    """
    with transaction.atomic():
        row = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if row is None:
            raise DraftGone
        if row.submitted_at is not None or (quiet and _was_overtaken(row, step, mark)):
            return row
        address = "" if quiet else _address_in(step, data)
        is_new_address = bool(address) and address != row.email
        _write(row, step, data, mark, seen=seen)
        row.email = address or row.email
        row.changed_at, row.warned_at = timezone.now(), None
        row.save(update_fields=["data", "versions", "overwritten", "email", "changed_at", "warned_at"])
        if is_new_address:
            mails.queue_draft_offer(row)
    return row


@transaction.atomic
def take_other(draft: Draft, step: str, name: str, place: int) -> Draft:
    """Let a value that another window had written hold again; the one that held so far takes its place."""
    row = Draft.objects.select_for_update().filter(pk=draft.pk, submitted_at=None).first()
    if row is None:
        raise DraftGone
    others = row.overwritten.get(step, {}).get(name, [])
    if place < len(others):
        fields = row.data.get(step, {})
        swapped = [*others[:place], fields.get(name, []), *others[place + 1 :]]
        row.data = {**row.data, step: {**fields, name: others[place]}}
        row.overwritten = {**row.overwritten, step: {**row.overwritten[step], name: swapped}}
        row.versions = {**row.versions, step: {"count": row.version_of(step) + 1}}
        row.changed_at = timezone.now()
        row.save(update_fields=["data", "overwritten", "versions", "changed_at"])
    return row


def delete_draft(draft: Draft) -> None:
    """Forget a draft on its owner's word, with its link and its mails."""
    _delete([draft])


def delete_old_drafts() -> int:
    """Delete drafts whose last change is older than the parameter `draft.days`; returns how many."""
    end = timezone.now() - timedelta(days=number("draft.days"))
    old = list(Draft.objects.filter(changed_at__lt=end).only("pk", "key", "submitted_at"))
    return _delete([one for one in old if one.submitted_at is None], changed_at__lt=end) + _forget_sent(old)


@transaction.atomic
def _delete(drafts: list[Draft], **still: Any) -> int:
    deleted = 0
    for draft in drafts:
        # A sent one stays for a second click; one that was changed meanwhile is not old any more.
        count, _by_model = Draft.objects.filter(pk=draft.pk, submitted_at=None, **still).delete()
        if count:
            links.forget(str(draft.key))
            outbox.forget(draft.subject_key)
        deleted += count
    return deleted


def _forget_sent(drafts: list[Draft]) -> int:
    sent = [one.pk for one in drafts if one.submitted_at is not None]
    deleted, _by_model = Draft.objects.filter(pk__in=sent).delete()
    return deleted


def _was_overtaken(row: Draft, step: str, mark: Mark | None) -> bool:
    last = row.versions.get(step, {})
    return mark is not None and last.get("page") == mark.page and mark.sequence <= last.get("sequence", 0)


def _write(row: Draft, step: str, data: StepData, mark: Mark | None, *, seen: bool) -> None:
    old, new, last = row.data.get(step), dict(data), row.versions.get(step, {})
    overwritten = {} if seen else row.overwritten.get(step, {})
    collided = (
        mark is not None
        and old is not None
        and mark.version != row.version_of(step)
        and mark.page != last.get("page")
        and old != new
    )
    if collided and old is not None:
        overwritten = _with_replaced(overwritten, old, new)
        new = _with_as_many_rows(step, old, new)
    page = {"page": mark.page, "sequence": mark.sequence} if mark else {}
    row.data = {**row.data, step: new}
    row.versions = {**row.versions, step: {"count": row.version_of(step) + 1, **page}}
    row.overwritten = {**row.overwritten, step: _that_differ(overwritten, new)}


def _with_replaced(overwritten: dict[str, Any], old: StepData, new: StepData) -> dict[str, Any]:
    merged = dict(overwritten)
    for name in {*old, *new}:
        before = old.get(name, [])
        if before != new.get(name, []):
            others = [value for value in merged.get(name, []) if value != before]
            merged[name] = [*others, before][-KEPT_OLD:]
    return merged


def _that_differ(overwritten: dict[str, Any], new: StepData) -> dict[str, Any]:
    """Nobody need compare what is the same again: a window kept a field half-typed and now holds what the other held."""
    others = {
        name: [one for one in values if one != new.get(name, [])] for name, values in overwritten.items()
    }
    return {name: values for name, values in others.items() if values}


def _with_as_many_rows(step: str, old: StepData, new: StepData) -> dict[str, list[str]]:
    """A window with more rows had words in them, which can only be shown where there are as many."""
    rows = f"{step}-rows"
    counts = [one[rows][-1] for one in (old, new) if one.get(rows) and one[rows][-1].isdecimal()]
    return {**new, rows: [max(counts, key=lambda count: (len(count), count))]} if counts else dict(new)


def _address_in(step: str, data: StepData) -> str:
    typed = (data.get(ADDRESS) or [""])[-1].strip() if step == CONTACT else ""
    try:
        validate_email(typed)
    except ValidationError:
        return ""
    return typed if len(typed) <= LONGEST_ADDRESS else ""
