"""Which courses are shown, from the words in an address: ?kreis=06414&form=online."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from cms_apps.courses.enums import Mode
from cms_apps.courses.models import CourseRun
from cms_apps.courses.selectors import public_runs
from cms_apps.foundation.calendars import Entry
from cms_apps.organisations.models import HostOrganisation
from cms_apps.pages.course_data import as_course, entries_of
from cms_apps.pages.listing import Facet
from cms_apps.places.models import District

MOST_RUNS = 200
AREAS = ("organisation__served_areas__district", "organisation__served_areas__municipality__district")


class CourseList:
    """Runs that take people, soonest first. Words that mean nothing are ignored: an old link still shows a list."""

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words

    @cached_property
    def runs(self) -> list[CourseRun]:
        """Those that fit; the centre's courses are for everybody in the state."""
        return [run for run in self._every if self._is_near(run) and (not self.mode or run.mode == self.mode)]

    @cached_property
    def mode(self) -> str:
        """The form asked for, when some course has it."""
        asked = self._words.get("form", "")
        return asked if asked in self._modes else ""

    @cached_property
    def district(self) -> str:
        """The district asked for, when somebody offers a course there."""
        asked = self._words.get("kreis", "")
        return asked if asked in self._districts else ""

    @cached_property
    def modes(self) -> list[Facet]:
        """All forms that there are, after "all"."""
        rows = [(value, str(label)) for value, label in Mode.choices if value in self._modes]
        return self._facets("form", self.mode, rows)

    @cached_property
    def districts(self) -> list[Facet]:
        """All districts in which somebody offers a course, alphabetically, after "all"."""
        rows = sorted(self._districts.values(), key=lambda one: one.sort_key)
        return self._facets("kreis", self.district, [(one.ags, one.name) for one in rows])

    @property
    def query(self) -> str:
        """The words of the address that mean something, to be asked again elsewhere."""
        words = {"kreis": self.district, "form": self.mode}
        return f"?{urlencode(found)}" if (found := {key: one for key, one in words.items() if one}) else ""

    def structured_data(self, page_url: str) -> list[dict[str, Any]]:
        """The courses as schema.org asks for them (Course); each has a page below this one."""
        return [as_course(run, url=f"{page_url}{run.pk}/") for run in self.runs]

    def entries(self, page_url: str) -> list[Entry]:
        """All their dates for a calendar, in order."""
        found = [one for run in self.runs for one in entries_of(run, url=f"{page_url}{run.pk}/")]
        return sorted(found, key=lambda one: (one.starts_at, one.uid))

    @cached_property
    def _every(self) -> list[CourseRun]:
        return list(public_runs().prefetch_related("dates", *AREAS).order_by("starts_on", "pk")[:MOST_RUNS])

    @cached_property
    def _modes(self) -> set[str]:
        return {run.mode for run in self._every}

    @cached_property
    def _districts(self) -> dict[str, District]:
        return {
            one.ags: one
            for run in self._every
            if not run.organisation.is_centre
            for one in _districts_of(run.organisation)
        }

    def _is_near(self, run: CourseRun) -> bool:
        if not self.district or run.organisation.is_centre:
            return True
        return self.district in {one.ags for one in _districts_of(run.organisation)}

    def _facets(self, name: str, now: str, rows: list[tuple[str, str]]) -> list[Facet]:
        everything = Facet(_("alle"), self._query(name, ""), current=not now)
        return [
            everything,
            *(Facet(title, self._query(name, key), current=key == now) for key, title in rows),
        ]

    def _query(self, name: str, value: str) -> str:
        words = {"kreis": self.district, "form": self.mode, name: value}
        return f"?{urlencode({key: one for key, one in words.items() if one})}"


def _districts_of(organisation: HostOrganisation) -> list[District]:
    areas = organisation.served_areas.all()
    found = (area.district or (area.municipality.district if area.municipality else None) for area in areas)
    return [one for one in found if one]
