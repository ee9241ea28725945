"""How long links are kept that open nothing any more."""

from datetime import datetime

from cms_apps.links.models import Link


def delete_ended_links(*, before: datetime) -> int:
    """Delete links that ended before; until then they can say "expired"; returns how many."""
    deleted, _by_model = Link.objects.filter(expires_at__lt=before).delete()
    return deleted
