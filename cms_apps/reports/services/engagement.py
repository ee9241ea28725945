"""The engagement record as a paper that people hand in: tagged, in the active language, kept nowhere."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms_apps.foundation.typesetting import typeset
from cms_apps.notifications.mail import absolute
from cms_apps.reports.selectors.engagement import CompletedCourse, Record


def engagement_pdf(record: Record) -> bytes:
    """What the page shows of one person, to print."""
    return typeset(
        "engagement",
        {
            "title": _("Engagementnachweis: %(name)s") % {"name": record.name},
            "language": get_language() or settings.LANGUAGE_CODE,
            "page": [_("Seite"), _("von")],
            "heading": _("Engagementnachweis"),
            "name": record.name,
            "day": _("Stand: %(day)s") % {"day": _day(timezone.localdate())},
            "intro": _("So steht es bei den genannten Trägern. Sie geben Auskunft, wenn Sie Fragen haben."),
            "places_title": _("Ehrenamt"),
            "places": [[one.host, one.sentence] for one in record.places],
            "courses_title": _("Abgeschlossene Kurse"),
            "course_heads": [_("Kurs"), _("Träger"), _("Zeit"), _("UE"), _("Zertifikat")],
            "courses": [_course(one) for one in record.courses],
            "code_word": _("Prüfcode"),
            "check": _check(record),
            "units": _("Eine UE (Unterrichtseinheit) dauert 45 Minuten."),
        },
    )


def _course(one: CompletedCourse) -> list[str]:
    time = _day(one.first) if one.first == one.last else f"{_day(one.first)} – {_day(one.last)}"
    units = _("%(units)s von %(total)s") % {"units": one.units, "total": one.total}
    return [f"{one.title} ({one.kind})", one.host, time, units, one.number or "–", one.code]


def _check(record: Record) -> str:
    """Where whoever is shown the paper finds out whether a certificate still holds."""
    if not any(one.number for one in record.courses):
        return ""
    url = absolute(reverse("certificates:find"))
    return _("Ob ein Zertifikat gilt, prüfen Sie mit seinem Prüfcode: %(url)s") % {"url": url}


def _day(value: object) -> str:
    return date_format(value, _("j. F Y"))  # type: ignore[arg-type]
