"""Which courses are shown, from the words in an address: ?kreis=06414&form=online."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from cms_apps.courses.enums import Mode
from cms_apps.courses.models import CourseRun
from cms_apps.courses.selectors import next_public_runs
from cms_apps.foundation.calendars import Entry
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import listed_organisations
from cms_apps.pages.course_data import as_course, entries_of
from cms_apps.pages.listing import Facet
from cms_apps.places.models import District
from cms_apps.places.selectors import districts_today

MOST_RUNS = 200


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
        rows = [(one.ags, one.name) for one in self._districts.values()]
        return self._facets("kreis", self.district, rows)

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
        prefetch_related_objects(self.runs, "dates")
        found = [one for run in self.runs for one in entries_of(run, url=f"{page_url}{run.pk}/")]
        return sorted(found, key=lambda one: (one.starts_at, one.uid))

    @cached_property
    def _every(self) -> list[CourseRun]:
        return next_public_runs(MOST_RUNS)

    @cached_property
    def _modes(self) -> set[str]:
        return {run.mode for run in self._every}

    @cached_property
    def _districts(self) -> dict[str, District]:
        keys = {key for run in self._every if not run.organisation.is_centre for key in self._keys_of(run)}
        return {one.ags: one for one in districts_today() if one.pk in keys}

    @cached_property
    def _hosts(self) -> dict[int, HostOrganisation]:
        return {one.pk: one for one in listed_organisations()}

    def _keys_of(self, run: CourseRun) -> frozenset[int]:
        host = self._hosts.get(run.organisation_id)  # one that came this minute is not listed yet
        return host.district_keys if host else frozenset()

    def _is_near(self, run: CourseRun) -> bool:
        if not self.district or run.organisation.is_centre:
            return True
        return self._districts[self.district].pk in self._keys_of(run)

    def _facets(self, name: str, now: str, rows: list[tuple[str, str]]) -> list[Facet]:
        everything = Facet(_("alle"), self._query(name, ""), current=not now)
        return [
            everything,
            *(Facet(title, self._query(name, key), current=key == now) for key, title in rows),
        ]

    def _query(self, name: str, value: str) -> str:
        words = {"kreis": self.district, "form": self.mode, name: value}
        return f"?{urlencode({key: one for key, one in words.items() if one})}"
