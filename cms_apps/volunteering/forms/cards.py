"""Choices as cards: what somebody needs to know to choose an organisation or a course."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms_apps.courses.models import CourseRun
from cms_apps.foundation.forms import Card
from cms_apps.organisations.models import HostOrganisation


def organisation_card(organisation: HostOrganisation) -> Card:
    """Name, kind, and what it says of itself."""
    return Card(organisation.name, (organisation.kind_label,), own_words=organisation.description)


def run_card(run: CourseRun) -> Card:
    """Title, first date, place, size, and free places or the waiting list.

    `run` knows `starts_on` and `teaching_units`, at the desk also `waiting`.
    """
    begins = date_format(localtime(run.starts_on), _("l, j. F Y, H:i"))  # type: ignore[attr-defined]
    begin = _("Beginn: %(when)s Uhr") % {"when": begins}
    where = run.place_line or str(run.get_mode_display())
    units = run.teaching_units  # type: ignore[attr-defined]
    size = _("%(units)s Unterrichtseinheiten, %(host)s") % {"units": units, "host": run.organisation.name}
    return Card(run.title, (begin, where, size), _places(run))


def _places(run: CourseRun) -> str:
    waiting: int | None = getattr(run, "waiting", None)
    if run.places_left and not waiting:
        return ngettext("noch %(left)s Platz", "noch %(left)s Plätze", run.places_left) % {
            "left": run.places_left
        }
    if waiting is None:
        return _("Warteliste")
    return _("Warteliste (%(waiting)s warten)") % {"waiting": waiting}
