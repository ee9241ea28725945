"""A signed cookie that remembers which links this browser has opened, so that no address carries a token."""

from datetime import timedelta

from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from cms_apps.foundation import cookies
from cms_apps.links import services
from cms_apps.links.errors import LinkError, LinkUnknown
from cms_apps.links.models import Link

COOKIE = "vf_links"
SALT = "vielfalt.links.grants"
KEPT = 12
MAX_AGE = 14 * 24 * 3600


def grant(request: HttpRequest, response: HttpResponseBase, link: Link) -> None:
    """Let this browser use `link` from now on; the oldest of more than twelve falls out."""
    grants = [pair for pair in _read(request) if pair[0] != link.pk]
    value = signing.dumps([*grants, (link.pk, link.version)][-KEPT:], salt=SALT)
    cookies.write(response, COOKIE, value, max_age=MAX_AGE)


def granted(request: HttpRequest, purpose: str, object_key: str | None = None) -> Link:
    """The link of this purpose that this browser opened last; raises LinkUnknown, LinkExpired or LinkUsed."""
    held = dict(_read(request))
    links = Link.objects.filter(pk__in=held, purpose=purpose)
    if object_key is not None:
        links = links.filter(object_key=object_key)
    order = list(held)
    for link in sorted(links, key=lambda one: -order.index(one.pk)):
        if held[link.pk] == link.version:
            return services.check(link)
    raise LinkUnknown


def just_used(request: HttpRequest, purpose: str, *, within: timedelta) -> Link | None:
    """The link of this purpose that this browser opened and that was used a moment ago: a second tap on a button."""
    held = dict(_read(request))
    recent = Link.objects.filter(pk__in=held, purpose=purpose, used_at__gte=timezone.now() - within)
    return next((link for link in recent.order_by("-used_at") if held[link.pk] == link.version), None)


def held_by(request: HttpRequest, purpose: str, object_key: str) -> bool:
    """Whether this browser may still use the link of this purpose and object."""
    try:
        granted(request, purpose, object_key)
    except LinkError:
        return False
    return True


def _read(request: HttpRequest) -> list[tuple[int, int]]:
    try:
        value: list[tuple[int, int]] = signing.loads(
            cookies.read(request, COOKIE), salt=SALT, max_age=MAX_AGE
        )
    except signing.BadSignature:
        return []
    return value
