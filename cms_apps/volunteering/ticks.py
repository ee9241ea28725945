"""What the clock does for sign-ups."""

from cms_apps.volunteering.services.digests import send_digests
from cms_apps.volunteering.services.drafts import delete_old_drafts
from cms_apps.volunteering.services.parents import remind_parents
from cms_apps.volunteering.services.retention import delete_closed, delete_unconfirmed

__all__ = ["delete_closed", "delete_old_drafts", "delete_unconfirmed", "remind_parents", "send_digests"]
