"""Reading real postal codes from a CSV file: all rows or none."""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from cms_apps.places.models import District, Municipality, PostalArea

COLUMNS = ("plz", "place", "district_ags", "district")
LONGEST_NAME = 120
# Kreisfrei since 2026-01-01 (domain.md section 0): older files still show the town in its former Kreis.
MOVED = {("06435", "Hanau"): ("06415", "Hanau, Stadt")}


class BadPlaces(Exception):
    """The file cannot be imported; `errors` names each bad line."""

    def __init__(self, errors: list[str]) -> None:
        self.errors = errors
        super().__init__("\n".join(errors))


@dataclass(frozen=True)
class Row:
    """One line: a postal code in a place of a district."""

    code: str
    place: str
    ags: str
    district: str


@dataclass
class Report:
    """What an import did."""

    rows: int = 0
    districts: int = 0
    municipalities: int = 0
    codes: int = 0
    notes: list[str] = field(default_factory=list)


def import_places(lines: Iterable[str]) -> Report:
    """Replace the municipalities of every postal code in the file; raises BadPlaces and then changes nothing."""
    rows, report = _read(lines)
    with transaction.atomic():
        districts = _districts(rows, report)
        municipalities = _municipalities(rows, districts, report)
        _postal_areas(rows, districts, municipalities, report)
    return report


def _read(lines: Iterable[str]) -> tuple[list[Row], Report]:
    reader = csv.DictReader(lines)
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or [])]
    if missing:
        raise BadPlaces([f"Zeile 1: Es fehlen die Spalten {', '.join(missing)}."])
    report, rows, errors = Report(), [], []
    for values in reader:
        problem = _problem(values)
        if problem:
            errors.append(f"Zeile {reader.line_num}: {problem}")
        else:
            rows.append(_moved(_row(values), report))
    if errors or not rows:
        raise BadPlaces(errors or ["Die Datei enthält keine Zeilen."])
    report.rows = len(rows)
    return rows, report


def _problem(values: dict[str, str | None]) -> str:
    if any(values[name] is None for name in COLUMNS) or None in values:
        return "Die Zahl der Spalten stimmt nicht."
    if not re.fullmatch(r"[0-9]{5}", values["plz"] or ""):
        return f"„{values['plz']}“ ist keine Postleitzahl aus fünf Ziffern."
    if not re.fullmatch(r"06[0-9]{3}", values["district_ags"] or ""):
        return f"„{values['district_ags']}“ ist kein Kreisschlüssel von Hessen (06 und drei Ziffern)."
    if not (values["place"] or "").strip():
        return "Der Ort fehlt."
    return _unstorable(values["place"] or "", values["district"] or "")


def _unstorable(*names: str) -> str:
    if any(len(name) > LONGEST_NAME for name in names):
        return f"Ein Name ist zu lang (höchstens {LONGEST_NAME} Zeichen)."
    if any(not character.isprintable() for name in names for character in name):
        return "Ein Name enthält Zeichen, die man nicht drucken kann."
    return ""


def _row(values: dict[str, str | None]) -> Row:
    clean = {name: (values[name] or "").strip() for name in COLUMNS}
    return Row(clean["plz"], clean["place"], clean["district_ags"], clean["district"])


def _moved(row: Row, report: Report) -> Row:
    moved = MOVED.get((row.ags, row.place))
    if moved is None:
        return row
    report.notes.append(f"{row.code} {row.place}: {row.ags} → {moved[0]}")
    return Row(row.code, row.place, *moved)


def _districts(rows: list[Row], report: Report) -> dict[str, District]:
    known = {district.ags: district for district in District.objects.all()}
    for row in rows:
        if row.ags not in known:
            known[row.ags] = District.objects.create(ags=row.ags, name=row.district or row.ags)
            report.districts += 1
    return known


def _municipalities(
    rows: list[Row], districts: dict[str, District], report: Report
) -> dict[tuple[int, str], Municipality]:
    known = {(one.district_id, one.name): one for one in Municipality.objects.all()}
    for row in rows:
        key = (districts[row.ags].pk, row.place)
        if key not in known:
            known[key] = Municipality.objects.create(district=districts[row.ags], name=row.place)
            report.municipalities += 1
    return known


def _postal_areas(
    rows: list[Row],
    districts: dict[str, District],
    municipalities: dict[tuple[int, str], Municipality],
    report: Report,
) -> None:
    wanted = {(row.code, municipalities[districts[row.ags].pk, row.place].pk) for row in rows}
    codes = {code for code, _municipality in wanted}
    PostalArea.objects.filter(code__in=codes).delete()
    PostalArea.objects.bulk_create(PostalArea(code=code, municipality_id=pk) for code, pk in sorted(wanted))
    report.codes = len(codes)
