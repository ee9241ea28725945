"""What the finder finds, from the words in an address: ?ort=65183&kreis=06414&sprache=ar."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext

from cms_apps.courses.models import CourseRun
from cms_apps.courses.selectors import next_runs_of
from cms_apps.organisations.models import HostOrganisation
from cms_apps.organisations.selectors import (
    PUBLIC_LISTS,
    Near,
    listed_organisations,
    near_first,
    public_organisations,
)
from cms_apps.pages.district_map import SIDE, STEP, TILES, VIEW_BOX
from cms_apps.parameters.languages import LANGUAGES, OTHER, language_choices
from cms_apps.parameters.selectors import number
from cms_apps.places.models import District, Municipality
from cms_apps.places.selectors import districts_today, municipalities_matching, postal_code_in

ROWS = 12
LONGEST_PLACE = 120
LONGEST_KEY = 18  # digits that fit a bigint


@dataclass(frozen=True)
class Host:
    """One organisation as the finder shows it."""

    organisation: HostOrganisation
    kilometres: int | None

    @property
    def languages(self) -> list[str]:
        """What its team speaks, in words."""
        return self.organisation.language_names


@dataclass(frozen=True)
class Profile:
    """One organisation on a page of its own, with the next course that it offers."""

    organisation: HostOrganisation
    run: CourseRun | None


def profile_of(slug: str) -> Profile | None:
    """The organisation whose number ends this address; four queries, and one for its picture where it is asked for."""
    number_ = slug.rpartition("-")[2]
    known = number_.isascii() and number_.isdigit() and len(number_) <= LONGEST_KEY
    found = public_organisations().filter(pk=int(number_)).first() if known else None
    if found is None:
        return None
    return Profile(found, next_runs_of([found.pk]).get(found.pk))


@dataclass(frozen=True)
class Choice:
    """One entry of a list to choose from; `key` is what the address says."""

    key: str
    title: str
    current: bool


@dataclass(frozen=True)
class Tile:
    """One district on the map; it leads to its list where there is somebody. Its place is words of the drawing."""

    short: str
    label: str
    hosts: int
    query: str
    current: bool
    x: str
    y: str
    middle: str


class Finder:
    """Who accompanies people. Words that mean nothing are ignored; a place that nobody knows is told."""

    side, view_box = str(SIDE), VIEW_BOX  # a number would be written anew for each tile

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words
        self.place = words.get("ort", "").strip()[:LONGEST_PLACE]

    @cached_property
    def municipality(self) -> Municipality | None:
        """Which place is meant, once that is clear."""
        wanted = self._words.get("gemeinde", "")
        found = [one for one in self._matches if len(self._matches) == 1 or str(one.pk) == wanted]
        return found[0] if found else None

    @property
    def chosen(self) -> str:
        """The municipality that was chosen among several of one name; stays when something else is asked."""
        return str(self.municipality.pk) if self.municipality and len(self._matches) > 1 else ""

    @property
    def is_unknown_place(self) -> bool:
        """Whether a place was typed that nobody knows."""
        return bool(self.place) and not self._matches

    @cached_property
    def meant(self) -> list[Choice]:
        """The municipalities among which to choose first, each with its district."""
        if self.municipality or not self._matches:
            return []
        titles = [(one, f"{one.name} ({one.district.name})") for one in self._matches]
        return [Choice(self._query(gemeinde=str(one.pk)), title, current=False) for one, title in titles]

    @cached_property
    def district(self) -> District | None:
        """The district asked for, when there is one of that key."""
        wanted = self._words.get("kreis", "")
        return next((one for one in self._districts if one.ags == wanted), None)

    @cached_property
    def language(self) -> str:
        """The language asked for, when somebody speaks it."""
        wanted = self._words.get("sprache", "")
        return wanted if wanted in self._spoken else ""

    @cached_property
    def hosts(self) -> list[Host]:
        """Whom these words find, the nearest first; the centre where nobody else is."""
        found = [one for one in self._everybody if self._fits(one)]
        return [Host(one.organisation, one.kilometres) for one in found or self._centre]

    @cached_property
    def rows(self) -> PaginatorPage:
        """A dozen of them; a number out of range gives the last page, no number the first."""
        return Paginator(self.hosts, ROWS).get_page(self._words.get("seite"))

    @property
    def previous_query(self) -> str:
        """The address of the page before, empty on the first."""
        return (
            self._query(gemeinde=self.chosen, seite=str(self.rows.number - 1))
            if self.rows.has_previous()
            else ""
        )

    @property
    def next_query(self) -> str:
        """The address of the page after, empty on the last."""
        return (
            self._query(gemeinde=self.chosen, seite=str(self.rows.number + 1)) if self.rows.has_next() else ""
        )

    @cached_property
    def is_centre_only(self) -> bool:
        """Whether nobody but the centre was found."""
        return bool(self.hosts) and all(one.organisation.is_centre for one in self.hosts)

    @cached_property
    def lacks_language(self) -> bool:
        """Whether there is somebody here, but nobody who speaks the language."""
        here = [one for one in self._everybody if not one.organisation.is_centre and self._is_here(one)]
        return self.is_centre_only and bool(self.language) and bool(here)

    @cached_property
    def is_narrowed(self) -> bool:
        """Whether the list shows less than all."""
        return bool(self.municipality or self.district or self.language)

    @cached_property
    def districts(self) -> list[Choice]:
        """Every district, alphabetically."""
        return [Choice(one.ags, one.name, current=one == self.district) for one in self._districts]

    @cached_property
    def languages(self) -> list[Choice]:
        """Every language that somebody speaks, with its own name, alphabetically."""
        return [
            Choice(code, title, current=code == self.language)
            for code, title in language_choices(self._spoken)
        ]

    @cached_property
    def tiles(self) -> list[Tile]:
        """The map, from north to south."""
        by_key = {one.ags: one for one in self._districts}
        return [self._tile(by_key[ags]) for ags in TILES if ags in by_key]

    @property
    def drawn_map(self) -> SafeString:
        """The map for people; while no language is asked for, all get the same of a district, so it is drawn once."""

        def draw() -> SafeString:
            return render_to_string("pages/parts/district_map.html", {"finder": self})

        asked = ("map", get_language(), self.district and self.district.ags)
        return draw() if self.language else SafeString(PUBLIC_LISTS.get(asked, draw))

    @property
    def carried(self) -> str:
        """What a request for accompaniment need not ask again."""
        words = {"ort": self.place if self.municipality else "", "sprache": self.language}
        return self._encoded(words)

    @cached_property
    def _matches(self) -> list[Municipality]:
        return municipalities_matching(self.place) if self.place else []

    @cached_property
    def _everybody(self) -> list[Near]:
        if self.municipality:
            return near_first(self.municipality, code=postal_code_in(self.place))
        return [Near(one, serves=False, kilometres=None) for one in listed_organisations()]

    @property
    def _centre(self) -> list[Near]:
        return [one for one in self._everybody if one.organisation.is_centre]

    @property
    def _districts(self) -> list[District]:
        return districts_today()

    @cached_property
    def _spoken(self) -> set[str]:
        every = (code for one in self._everybody for code in one.organisation.team_languages)
        return {code for code in every if code in LANGUAGES and code != OTHER}

    @cached_property
    def _speaking(self) -> Counter[int]:
        """How many work in each district, of those who speak the language."""
        speaking = (one.organisation for one in self._everybody if self._speaks(one))
        return Counter(key for one in speaking for key in one.district_keys)

    @cached_property
    def _around(self) -> int:
        return number("offers.kilometres")

    def _fits(self, one: Near) -> bool:
        return self._is_here(one) and self._speaks(one)

    def _is_here(self, one: Near) -> bool:
        near = self.municipality is None or self._is_near(one)
        return near and self._is_in(one, self.district)

    def _is_near(self, one: Near) -> bool:
        """As in the sign-up, the centre stands in where nobody serves the place."""
        if one.organisation.is_centre:
            return not any(other.serves for other in self._everybody)
        return one.serves or one.is_within(self._around)

    def _is_in(self, one: Near, district: District | None) -> bool:
        return district is None or district.pk in one.organisation.district_keys

    def _speaks(self, one: Near) -> bool:
        return not self.language or self.language in one.organisation.team_languages

    def _tile(self, district: District) -> Tile:
        short, column, row = TILES[district.ags]
        hosts, left = self._speaking[district.pk], column * STEP
        words = {"short": short, "hosts": hosts, "name": district.name}
        label = ngettext(
            "%(short)s %(hosts)s: %(name)s, %(hosts)s Träger",
            "%(short)s %(hosts)s: %(name)s, %(hosts)s Träger",
            hosts,
        )
        query = self._encoded({"kreis": district.ags, "sprache": self.language})
        current = district == self.district
        return Tile(
            short, label % words, hosts, query, current, str(left), str(row * STEP), str(left + SIDE // 2)
        )

    def _query(self, **changed: str) -> str:
        now = {
            "ort": self.place,
            "kreis": self.district.ags if self.district else "",
            "sprache": self.language,
        }
        return self._encoded({**now, **changed})

    @staticmethod
    def _encoded(words: Mapping[str, str]) -> str:
        found = {key: value for key, value in words.items() if value}
        return f"?{urlencode(found)}" if found else ""
