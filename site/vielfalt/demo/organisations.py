"""The invented host organisations and their course runs."""

import json
from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from cms_apps.accounts.models import User
from cms_apps.courses.models import CourseDate, CourseKind, CourseRun
from cms_apps.courses.services import ensure_kinds, open_run
from cms_apps.organisations.models import HostOrganisation, OwnQuestion, ServedArea
from cms_apps.organisations.services import change_settings, publish_notice, publish_profile
from cms_apps.places.models import District, Municipality
from cms_apps.workflow.actors import Actor

FOLDER = settings.ROOT / "fixtures" / "people"
BASIC = "Basisqualifizierung"


def read(name: str) -> list[dict[str, Any]]:
    """One data file of the demo."""
    rows: list[dict[str, Any]] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return rows


def load_organisations() -> list[HostOrganisation]:
    """The organisations in the order of the file."""
    return [_organisation(row) for row in read("organisations.json")]


def load_runs(admin: User) -> None:
    """The runs, with dates relative to today; opened by the administrator, but for those still in planning."""
    ensure_kinds()
    kinds = {kind.name: kind for kind in CourseKind.objects.all()}
    for row in read("runs.json"):
        dates, planned = row.pop("dates"), row.pop("planned", False)
        host = HostOrganisation.objects.get(name=row.pop("organisation"))
        run, created = CourseRun.objects.get_or_create(
            organisation=host, kind=kinds[row.pop("kind", BASIC)], title=row.pop("title"), defaults=row
        )
        if created:
            CourseDate.objects.bulk_create(_date(run, date) for date in dates)
            if not planned:
                open_run(run, actor=Actor.staff(admin))


def load_settings() -> None:
    """How some of them work: own questions, a minimum age, a notice, an absence, a stop; as of today."""
    for row in read("settings.json"):
        host = HostOrganisation.objects.get(name=row["organisation"])
        change_settings(host, **row.get("values", {}), **_days(row))
        OwnQuestion.objects.bulk_create(
            OwnQuestion(organisation=host, **question) for question in row.get("questions", ())
        )
        if "notice" in row:
            publish_notice(host, row["notice"])


def _days(row: dict[str, Any]) -> dict[str, Any]:
    today, days = timezone.localdate(), {}
    if "absent" in row:
        begin = today - timedelta(days=row["absent"]["since"])
        days = {"absent_from": begin, "absent_until": begin + timedelta(days=row["absent"]["for"])}
    if "again_in" in row:
        days["accepts_again_on"] = today + timedelta(days=row["again_in"])
    return days


def _organisation(row: dict[str, Any]) -> HostOrganisation:
    areas, description = row.pop("areas"), row.pop("description")
    organisation, created = HostOrganisation.objects.get_or_create(name=row.pop("name"), defaults=row)
    if created:
        publish_profile(organisation, description=description)
    for area in areas if created else []:
        district = District.objects.get(ags=area["district"]) if "district" in area else None
        municipality = Municipality.objects.get(name=area["municipality"]) if "municipality" in area else None
        ServedArea.objects.create(
            organisation=organisation, district=district, municipality=municipality, rank=area["rank"]
        )
    return organisation


def _date(run: CourseRun, row: dict[str, Any]) -> CourseDate:
    day = timezone.localdate() + timedelta(days=row["in_days"])
    if "weekday" in row:  # 5 is Saturday: what the title promises holds whenever the demo is loaded
        day += timedelta(days=(row["weekday"] - day.weekday()) % 7)
    start, end = (
        timezone.make_aware(datetime.combine(day, time.fromisoformat(row[edge]))) for edge in ("from", "to")
    )
    return CourseDate(run=run, starts_at=start, ends_at=end, teaching_units=row["units"], topic=row["topic"])
