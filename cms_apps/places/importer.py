"""Reading real postal codes from a CSV file: all rows or none, and a report of what that changed."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from cms_apps.foundation.statistics import refresh_statistics
from cms_apps.places.gazetteer import Gazetteer, Place
from cms_apps.places.models import District, Municipality, PostalArea

COLUMNS = ("plz", "place", "district_ags", "district")
POINT = ("latitude", "longitude")  # read when the file has both columns
EDGES = {"latitude": (49.0, 52.0), "longitude": (7.0, 11.0)}  # Hessen, with room around it
LONGEST_NAME = 120

Point = tuple[float, float]


class BadPlaces(Exception):
    """The file cannot be imported; `errors` names each bad line."""

    def __init__(self, errors: list[str]) -> None:
        self.errors = errors
        super().__init__("\n".join(errors))


@dataclass(frozen=True)
class Row:
    """One line: a postal code in a place of a district."""

    code: str
    place: Place
    district: str
    point: Point | None = None


@dataclass
class Report:
    """What an import read, and what it changed; `notes` say how lines were read, `changes` are new in the database."""

    rows: int = 0
    codes: int = 0
    municipalities: int = 0
    notes: list[str] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)


def import_places(lines: Iterable[str], *, on: date | None = None) -> Report:
    """Bring districts, municipalities and the postal codes of a file up to date, as they are on a day (today).

    Municipalities keep their rows: one that moved or got another name is moved, a part of a town is folded into it.
    Raises BadPlaces and then changes nothing.
    """
    rows = _read(lines)
    with transaction.atomic():
        report = _Import(rows, on or timezone.localdate()).run()
        refresh_statistics(District, Municipality, PostalArea)
    return report


def _read(lines: Iterable[str]) -> list[Row]:
    reader = csv.DictReader(lines)
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
    if missing:
        raise BadPlaces([f"Zeile 1: Es fehlen die Spalten {', '.join(missing)}."])
    rows, errors = [], []
    for values in reader:
        problem = _problem(values)
        if problem:
            errors.append(f"Zeile {reader.line_num}: {problem}")
        else:
            rows.append(_row(values))
    if errors or not rows:
        raise BadPlaces(errors or ["Die Datei enthält keine Zeilen."])
    return rows


def _problem(values: dict[str, str | None]) -> str:
    if any(values[name] is None for name in COLUMNS) or None in values:
        return "Die Zahl der Spalten stimmt nicht."
    if not re.fullmatch(r"[0-9]{5}", values["plz"] or ""):
        return f"„{values['plz']}“ ist keine Postleitzahl aus fünf Ziffern."
    if not re.fullmatch(r"06[0-9]{3}", values["district_ags"] or ""):
        return f"„{values['district_ags']}“ ist kein Kreisschlüssel von Hessen (06 und drei Ziffern)."
    if not (values["place"] or "").strip():
        return "Der Ort fehlt."
    return _unstorable(values["place"] or "", values["district"] or "") or _no_point(values)


def _unstorable(*names: str) -> str:
    if any(len(name) > LONGEST_NAME for name in names):
        return f"Ein Name ist zu lang (höchstens {LONGEST_NAME} Zeichen)."
    if any(not character.isprintable() for name in names for character in name):
        return "Ein Name enthält Zeichen, die man nicht drucken kann."
    return ""


def _no_point(values: dict[str, str | None]) -> str:
    typed = _typed_point(values)
    if not any(typed):
        return ""
    try:
        inside = all(
            EDGES[name][0] <= float(text) <= EDGES[name][1] for name, text in zip(POINT, typed, strict=True)
        )
    except ValueError:
        inside = False
    return "" if inside else f"„{' / '.join(typed)}“ ist kein Punkt in Hessen (Breite und Länge in Grad)."


def _typed_point(values: dict[str, str | None]) -> list[str]:
    both = all(name in values for name in POINT)
    return [(values[name] or "").strip() if both else "" for name in POINT]


def _point(values: dict[str, str | None]) -> Point | None:
    latitude, longitude = _typed_point(values)
    return (float(latitude), float(longitude)) if latitude else None


def _row(values: dict[str, str | None]) -> Row:
    clean = {name: (values[name] or "").strip() for name in COLUMNS}
    place = Place(clean["district_ags"], clean["place"])
    return Row(clean["plz"], place, clean["district"], _point(values))


class _Import:
    """One import: what the file says, held against what the database knows."""

    def __init__(self, rows: list[Row], on: date) -> None:
        self.rows, self.report = rows, Report(rows=len(rows))
        self.districts = {district.ags: district for district in District.objects.all()}
        self._add_districts()
        known = Municipality.objects.select_related("district")
        self.municipalities = {Place(one.district.ags, one.name): one for one in known}
        towns = {ags: district.name.partition(",")[0] for ags, district in self.districts.items()}
        names = {*self.municipalities, *(row.place for row in rows)}
        self.gazetteer = Gazetteer(names, towns, on)

    def run(self) -> Report:
        """Move what is known, add what is new, then the postal codes."""
        served = set(PostalArea.objects.values_list("municipality", flat=True))
        for place in list(self.municipalities):
            self._bring_up_to_date(place)
        wanted: dict[str, set[int]] = {}
        for row in self.rows:
            wanted.setdefault(row.code, set()).add(self._municipality(row).pk)
        self._replace_codes(wanted)
        self._place_points()
        self._name_the_left_over(served)
        self.report.codes = len(wanted)
        self.report.municipalities = len({pk for pks in wanted.values() for pk in pks})
        return self.report

    def _add_districts(self) -> None:
        for row in self.rows:
            self._district(row.place.ags, row.district)

    def _district(self, ags: str, name: str) -> District:
        if ags not in self.districts:
            self.districts[ags] = District.objects.create(ags=ags, name=name or ags)
            self.report.changes.append(f"neuer Kreis: {self.districts[ags]} ({ags})")
        return self.districts[ags]

    def _bring_up_to_date(self, place: Place) -> None:
        target, why = self.gazetteer.municipality_of(place)
        if target == place:
            return
        municipality = self.municipalities.pop(place)
        if target in self.municipalities:
            self._fold(municipality, self.municipalities[target], why)
            return
        municipality.district, municipality.name = self._district(*target), target.name
        municipality.save(update_fields=["district", "name"])
        self.municipalities[target] = municipality
        self.report.changes.append(f"{place.name} ({place.ags}) {why}: jetzt {target.name} ({target.ags})")

    def _fold(self, part: Municipality, whole: Municipality, why: str) -> None:
        held = set(whole.postal_areas.values_list("code", flat=True))
        part.postal_areas.exclude(code__in=held).update(municipality=whole)
        try:
            with transaction.atomic():
                part.delete()
        except ProtectedError:
            part.postal_areas.all().delete()
            self.report.changes.append(f"{part.name} {why}; der Eintrag bleibt, weil noch etwas daran hängt")
        else:
            self.report.changes.append(f"{part.name} {why}; der Eintrag ist gelöscht")

    def _municipality(self, row: Row) -> Municipality:
        place, why = self.gazetteer.municipality_of(row.place)
        if why:
            self.report.notes.append(f"{row.code} {row.place.name} {why}")
        if place not in self.municipalities:
            self.municipalities[place] = Municipality.objects.create(
                district=self._district(*place), name=place.name
            )
            self.report.changes.append(f"neue Gemeinde: {place.name} ({place.ags})")
        return self.municipalities[place]

    def _replace_codes(self, wanted: dict[str, set[int]]) -> None:
        held: dict[str, set[int]] = {code: set() for code in wanted}
        for code, pk in PostalArea.objects.filter(code__in=wanted).values_list("code", "municipality"):
            held[code].add(pk)
        changed = sorted(code for code in wanted if wanted[code] != held[code])
        PostalArea.objects.filter(code__in=changed).delete()
        PostalArea.objects.bulk_create(
            PostalArea(code=code, municipality_id=pk) for code in changed for pk in sorted(wanted[code])
        )
        fresh = sum(not held[code] for code in changed)
        if fresh:
            self.report.changes.append(f"neue Postleitzahlen: {fresh}")
        moved = [code for code in changed if held[code]]
        if moved:
            self.report.changes.append(f"anderer Gemeinde zugeordnet: {', '.join(moved)}")

    def _place_points(self) -> None:
        """Put each code where the file has it; several rows of a code meet in their middle."""
        points: dict[str, list[Point]] = {}
        for row in self.rows:
            if row.point:
                points.setdefault(row.code, []).append(row.point)
        areas = list(PostalArea.objects.filter(code__in=points))
        for area in areas:
            found = points[area.code]
            area.latitude, area.longitude = (sum(axis) / len(found) for axis in zip(*found, strict=True))
        PostalArea.objects.bulk_update(areas, POINT, batch_size=200)

    def _name_the_left_over(self, served: set[int]) -> None:
        bare = Municipality.objects.filter(pk__in=served, postal_areas=None)
        self.report.changes += [f"ohne Postleitzahl: {one.name}" for one in bare]
