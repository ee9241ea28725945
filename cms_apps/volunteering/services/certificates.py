"""The paper with which volunteers get their certificate of conduct free of charge."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from cms_apps.foundation.typesetting import typeset
from cms_apps.volunteers.models import Volunteer


def confirmation_pdf(volunteer: Volunteer) -> bytes:
    """„Bescheinigung über ehrenamtliche Tätigkeit“, in German whatever the desk speaks: an office reads it.

    Day of birth and address are lines to fill in by hand, for nobody here needs to know them.
    """
    host = volunteer.organisation
    with translation.override(settings.LANGUAGE_CODE):
        return typeset(
            "confirmation",
            {
                "title": "Bescheinigung über ehrenamtliche Tätigkeit",
                "language": settings.LANGUAGE_CODE,
                "page": ["Seite", "von"],
                "sender": [host.name, host.phone, host.email],
                "host": host.name,
                "person": volunteer.full_name,
                "day": date_format(timezone.localdate(), "DATE_FORMAT"),
            },
        )
