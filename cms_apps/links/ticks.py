"""Housekeeping of links."""

from datetime import timedelta

from django.utils import timezone

from cms_apps.links.models import Link

KEPT = timedelta(days=30)


def delete_expired() -> int:
    """Delete links that ended more than 30 days ago; until then they can say "expired"; returns how many."""
    deleted, _by_model = Link.objects.filter(expires_at__lt=timezone.now() - KEPT).delete()
    return deleted
