"""The secret in the mail that asks how a course was: made anew for each rendering, kept as a hash that names nobody."""

import hashlib
from base64 import urlsafe_b64encode

from django.utils.crypto import salted_hmac

from cms_apps.enrolments.models import Enrolment


def token_of(place: Enrolment) -> str:
    """43 URL-safe characters; only who knows the secret of this installation can make them of a place."""
    digest = salted_hmac(
        "vielfalt.course_feedback", f"{place.pk}|{place.run_id}", algorithm="sha256"
    ).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
