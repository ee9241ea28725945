"""Whose draft it is: a signed cookie of its own, never the session (design.md rule 1)."""

import uuid

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from cms_apps.parameters.selectors import number
from cms_apps.volunteering.errors import DraftGone
from cms_apps.volunteering.models import Draft

COOKIE = "vf_draft"
SALT = "vielfalt.draft"
DAY = 24 * 3600


def own_draft(request: HttpRequest, key: uuid.UUID | None) -> Draft | None:
    """The draft that this browser owns: of `key`, else the current one. Raises DraftGone for any other key."""
    owned = _owned_key(request)
    if key is not None and str(key) != owned:
        raise DraftGone
    draft = Draft.objects.filter(key=owned).first() if owned else None
    if key is not None and draft is None:
        raise DraftGone
    return draft


def remember(response: HttpResponseBase, draft: Draft) -> None:
    """Give the draft to this browser for as long as it is kept (parameter `draft.days`)."""
    value = signing.dumps(str(draft.key), salt=SALT)
    response.set_cookie(
        COOKIE,
        value,
        max_age=_lifetime(),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def forget(response: HttpResponseBase) -> None:
    """Let this browser begin anew."""
    response.delete_cookie(COOKIE, samesite="Lax")


def _owned_key(request: HttpRequest) -> str:
    try:
        value: str = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=_lifetime())
        return str(uuid.UUID(value))
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return ""


def _lifetime() -> int:
    return number("draft.days") * DAY
