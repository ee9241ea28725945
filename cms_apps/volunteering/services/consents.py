"""Taking a consent back (GDPR Art. 7 (3)): as easy as giving it, each alone."""

from django.utils import timezone

from cms_apps.volunteering.enums import NO_CONSENT, SPENT_CONSENTS
from cms_apps.volunteering.models import Application


def revoke_consent(application: Application, consent: int) -> bool:
    """Take one consent back from now on; whether it held until then. A second click changes nothing."""
    held = application.consents.filter(pk=consent, revoked_at=None).exclude(
        purpose__in=NO_CONSENT | SPENT_CONSENTS
    )
    return bool(held.update(revoked_at=timezone.now()))
