"""Issuing, opening, using and revoking links.

The token is HMAC(secret, purpose, object, version): it can be rendered again for a retried mail, while the
row holds only its hash.
"""

import hashlib
from base64 import urlsafe_b64encode
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from cms_apps.foundation.security_log import note
from cms_apps.links.errors import LinkError, LinkExpired, LinkUnknown, LinkUsed
from cms_apps.links.models import Link


@transaction.atomic
def issue(purpose: str, object_key: str, *, expires_at: datetime | None = None) -> Link:
    """Return the live link for this purpose and object, renewing its end, or a new one when it was used up."""
    link = Link.objects.filter(purpose=purpose, object_key=object_key).first()
    if link is None:
        link = Link(purpose=purpose, object_key=object_key)
    elif link.used_at is not None or _is_over(link):
        link.version += 1
        link.used_at = None
    link.expires_at = expires_at
    link.key_hash = _hash(token(link))
    link.save()
    return link


def token(link: Link) -> str:
    """The secret part of the address: 43 URL-safe characters."""
    value = f"{link.purpose}|{link.object_key}|{link.version}"
    digest = salted_hmac("vielfalt.links", value, algorithm="sha256").digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def find(purpose: str, presented: str) -> Link:
    """Return the live link of a token; raises LinkUnknown, LinkExpired or LinkUsed."""
    link = Link.objects.filter(purpose=purpose, key_hash=_hash(presented)).first()
    try:
        if link is None:
            raise LinkUnknown
        return check(link)
    except LinkError as error:
        note("link_refused", what=f"{purpose} {error.code}")
        raise


def check(link: Link) -> Link:
    """Return `link` if it still opens; raises LinkExpired or LinkUsed."""
    if link.used_at is not None:
        raise LinkUsed
    if _is_over(link):
        raise LinkExpired
    return link


def use(link: Link) -> None:
    """Mark a link as used, once; raises LinkUsed for whoever comes second."""
    if not Link.objects.filter(pk=link.pk, used_at=None, version=link.version).update(used_at=timezone.now()):
        raise LinkUsed


def revoke(purpose: str, object_key: str) -> None:
    """Make every token given out so far worthless."""
    Link.objects.filter(purpose=purpose, object_key=object_key).update(
        version=F("version") + 1, used_at=timezone.now()
    )


def end(purpose: str, object_key: str) -> None:
    """Keep one link of an object that is gone, as used (whoever presses once more reads that it is done), and no other."""
    now, links = timezone.now(), Link.objects.filter(object_key=object_key)
    links.exclude(purpose=purpose).delete()
    links.filter(used_at=None).update(used_at=now)
    links.update(expires_at=now)


def forget(object_key: str) -> int:
    """Delete the links of an object that is itself deleted; returns how many."""
    deleted, _by_model = Link.objects.filter(object_key=object_key).delete()
    return deleted


def _is_over(link: Link) -> bool:
    return link.expires_at is not None and link.expires_at < timezone.now()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
