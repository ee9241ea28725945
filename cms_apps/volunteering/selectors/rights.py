"""What people want of their own data."""

from django.utils import timezone

from cms_apps.volunteering.models import EmailChange


def email_change_of(key: str) -> EmailChange | None:
    """The wished address of an application that both mailboxes may still agree to; the caller checks the link."""
    rows = EmailChange.objects.select_related("application__organisation")
    return rows.filter(application__key=key, expires_at__gt=timezone.now()).first()
