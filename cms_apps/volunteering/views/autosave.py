"""Keeping a step while somebody types: a quiet POST of the script, answered in a few words."""

import uuid

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cms_apps.volunteering import services
from cms_apps.volunteering.errors import DraftGone
from cms_apps.volunteering.models import Draft
from cms_apps.volunteering.wizard import guard, ownership, saving
from cms_apps.volunteering.wizard.steps import BY_NAME

GONE, TOO_MANY = 404, 429


@require_POST
def autosave(request: HttpRequest, step: str, draft: uuid.UUID | None = None) -> JsonResponse:
    """Keep what is typed, checked by nobody; the first time it makes the draft."""
    try:
        own = _draft_for(request, draft) if step in BY_NAME else None
    except DraftGone:
        return JsonResponse({}, status=GONE)
    if own is None:
        return JsonResponse({}, status=TOO_MANY if step in BY_NAME else GONE)
    fields = saving.own_fields(step, request.POST)
    own = services.save_step(own, step, fields, saving.mark_in(request.POST), quiet=True)
    response = JsonResponse(_answer(own, step))
    ownership.remember(request, response, own)
    return response


def _draft_for(request: HttpRequest, key: uuid.UUID | None) -> Draft | None:
    draft = ownership.own_draft(request, key)
    if draft is not None and (key is not None or draft.submitted_at is None):
        return draft
    return services.start_draft(get_language() or "de") if guard.may_begin(request) else None


def _answer(draft: Draft, step: str) -> dict[str, str | int | bool]:
    here = {"draft": draft.key, "step": step}
    changed = bool(draft.overwritten.get(step))
    time = date_format(timezone.localtime(), "H:i")
    return {
        "text": _("Auch in einem anderen Fenster geändert.")
        if changed
        else _("gespeichert %(time)s") % {"time": time},
        "changed": changed,
        "version": draft.version_of(step),
        "page": reverse("sign_up:step", kwargs=here),
        "keeper": reverse("sign_up:autosave", kwargs=here),
    }
