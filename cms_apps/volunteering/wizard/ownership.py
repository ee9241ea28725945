"""Whose draft it is: a signed cookie of its own, never the session (design.md rule 1).

A browser may own a few drafts, its current one first: whoever opens a second by link or code does not lose the first.
"""

import uuid

from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from cms_apps.foundation import cookies
from cms_apps.parameters.selectors import number
from cms_apps.volunteering.errors import DraftGone
from cms_apps.volunteering.models import Draft

COOKIE = "vf_draft"
SALT = "vielfalt.draft"
DAY = 24 * 3600
MOST = 4


def own_draft(request: HttpRequest, key: uuid.UUID | None) -> Draft | None:
    """The draft that this browser owns: of `key`, else the current one. Raises DraftGone for any other key."""
    if key is not None and str(key) not in owned_keys(request):
        raise DraftGone
    drafts = own_drafts(request)
    if key is None:
        return drafts[0] if drafts else None
    draft = next((one for one in drafts if one.key == key), None)
    if draft is None:
        raise DraftGone
    return draft


def own_drafts(request: HttpRequest) -> list[Draft]:
    """All drafts that this browser owns and that still exist, the current one first."""
    keys = owned_keys(request)
    found = Draft.objects.filter(key__in=keys) if keys else ()
    return sorted(found, key=lambda draft: keys.index(str(draft.key)))


def remember(request: HttpRequest, response: HttpResponseBase, draft: Draft) -> None:
    """Make it this browser's current draft, for as long as drafts are kept (parameter `draft.days`)."""
    others = [key for key in owned_keys(request) if key != str(draft.key)]
    _write(response, [str(draft.key), *others][:MOST])


def forget(request: HttpRequest, response: HttpResponseBase, key: uuid.UUID) -> None:
    """Let this browser own `key` no longer, and begin anew if it has no other."""
    others = [one for one in owned_keys(request) if one != str(key)]
    if others:
        _write(response, others)
    else:
        cookies.drop(response, COOKIE)


def owned_keys(request: HttpRequest) -> list[str]:
    """The keys of the cookie, without asking the database."""
    try:
        value = signing.loads(cookies.read(request, COOKIE), salt=SALT, max_age=_lifetime())
        return [str(uuid.UUID(one)) for one in value]
    except (signing.BadSignature, ValueError, TypeError, AttributeError):
        return []


def _write(response: HttpResponseBase, keys: list[str]) -> None:
    cookies.write(response, COOKIE, signing.dumps(keys, salt=SALT), max_age=_lifetime())


def _lifetime() -> int:
    return number("draft.days") * DAY
