"""What the clock does for sign-ups."""

from cms_apps.volunteering.services.digests import send_digests
from cms_apps.volunteering.services.drafts import delete_old_drafts
from cms_apps.volunteering.services.reminding import remind_unconfirmed, warn_of_drafts
from cms_apps.volunteering.services.retention import delete_closed, delete_unconfirmed

__all__ = ["delete_closed", "delete_old_drafts", "delete_unconfirmed", "remind_unconfirmed", "send_digests", "warn_of_drafts"]
