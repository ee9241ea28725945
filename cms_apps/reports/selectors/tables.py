"""The people of one organisation as tables; contact only as far as its team may see it."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import Person
from cms_apps.reports.models import ExportRecord
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import applications_visible_to
from cms_apps.volunteers.selectors import volunteers_visible_to

CHUNK = 1000
MOST_SHOWN = 20
Line = list[str]
HEAD = ""  # is about nobody


def applications_table(user: Person, organisation: HostOrganisation) -> Iterator[tuple[str, Line]]:
    """A head and a line for each application, oldest first, with whose it is; what is closed is left empty."""
    yield HEAD, [
        _("Nummer"), _("Stand"), _("Vorname"), _("Nachname"), _("E-Mail-Adresse"), _("Telefon"), _("Ort"),
        _("Sprachen"), _("Zeiten"), _("Stunden pro Woche"), _("Themen"), _("Kurswunsch"), _("Eingang"),
        _("eingegangen am"), _("Antwort bis"), _("zuständig"),
    ]  # fmt: skip
    rows = applications_visible_to(user).filter(organisation=organisation)
    rows = rows.select_related("municipality", "wished_run", "assigned_to").prefetch_related("languages")
    for application in rows.order_by("pk").iterator(chunk_size=CHUNK):
        yield application.subject_key, _application(application)


def volunteers_table(user: Person, organisation: HostOrganisation) -> Iterator[tuple[str, Line]]:
    """A head and a line for each volunteer, oldest first, with whose it is."""
    yield HEAD, [_("Vorname"), _("Nachname"), _("E-Mail-Adresse"), _("Telefon"), _("Stand"), _("seit")]
    for one in (
        volunteers_visible_to(user)
        .filter(organisation=organisation)
        .order_by("pk")
        .iterator(chunk_size=CHUNK)
    ):
        yield one.subject_key, [
            one.first_name, one.last_name, one.email if one.is_here else "", one.phone if one.is_here else "",
            str(one.get_state_display()), _day(one.state_since),
        ]  # fmt: skip


def exports_of(organisation: HostOrganisation) -> list[ExportRecord]:
    """Who took out what, the newest first."""
    return list(ExportRecord.objects.filter(organisation=organisation).select_related("user")[:MOST_SHOWN])


def _application(one: Application) -> Line:
    contact = one.shows_contact
    wish = one.wished_run.title if one.wished_run else one.get_course_wish_display()
    in_charge = one.assigned_to.get_full_name() if one.assigned_to else ""
    return [
        one.number, one.state_label, one.first_name, one.last_name,
        one.email if contact else "", one.phone if contact else "", one.place_name,
        ", ".join(f"{skill.name} ({skill.get_level_display()})" for skill in one.languages.all()),
        ", ".join(one.slot_labels), str(one.get_hours_display()), ", ".join(one.topic_labels), str(wish),
        str(one.get_source_display()), _day(one.submitted_at), _day(one.promised_on), in_charge,
    ]  # fmt: skip


def _day(moment: object) -> str:
    if moment is None:
        return ""
    at = timezone.localtime(moment) if hasattr(moment, "hour") else moment  # type: ignore[arg-type]
    return date_format(at, "SHORT_DATE_FORMAT")  # type: ignore[arg-type]
