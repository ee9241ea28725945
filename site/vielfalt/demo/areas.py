"""The demo's areas: sections, service pages, materials, examples, courses, figures, events (fixtures/newsroom/areas.json)."""

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files import File
from django.utils import timezone
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms_apps.media.models import Download
from cms_apps.navigation.models import Menu, MenuItem
from cms_apps.pages import models
from cms_apps.places.models import District

if TYPE_CHECKING:
    from vielfalt.demo.newsroom import Newsroom

FOLDER = settings.ROOT / "fixtures" / "newsroom"
EDITOR, CHIEF = "redaktion", "chefredaktion"
# Which of the pages stand in which menu besides those of a fresh installation, and how they are called there.
MENUS: list[tuple[str, str, str]] = [
    (Menu.Place.MAIN, "lotsinnen", "Lots*innen"),
    (Menu.Place.MAIN, "organisationen", "Organisationen"),
    (Menu.Place.FOOTER, "veranstaltungen", "Veranstaltungen"),
    (Menu.Place.FOOTER, "zahlen-und-fakten", "Zahlen und Fakten"),
    (Menu.Place.FOOTER, "fragen-und-antworten", "Fragen und Antworten"),
]

Row = dict[str, Any]


def load_areas(room: "Newsroom") -> None:
    """Make the areas and hang them into the menus, once; a page that is there already stays as it is."""
    rows = json.loads((FOLDER / "areas.json").read_text(encoding="utf-8"))
    made = [row["slug"] for row in rows if _make(room, row)]
    if made:
        _hang_into_menus(room)


def _make(room: "Newsroom", row: Row) -> bool:
    home = room.home
    if home.get_descendants().filter(slug=row["slug"]).exists():
        return False
    parent = home.get_descendants().get(slug=row["parent"]) if row["parent"] else Page.objects.get(pk=home.pk)
    model = getattr(models, row["type"])
    own = FIELDS.get(row["type"], _nothing)(room, row)
    if "body" in row:
        own["body"] = [_block(room, *block) for block in row["body"]]
    page = model(
        **{name: row[name] for name in ("title", "slug", "lead")},
        **own,
        **{
            name: getattr(room, f"{name}s")[row[name]]
            for name in ("contact", "picture", "topic")
            if name in row
        },
        owner=room.users.get(EDITOR),
        locale=home.locale,
        live=False,
    )
    parent.add_child(instance=page)
    page.save_revision(user=room.users.get(EDITOR)).publish(user=room.users.get(CHIEF))
    home.refresh_from_db()
    return True


def _nothing(_room: "Newsroom", _row: Row) -> Row:
    return {}


def _section(_room: "Newsroom", row: Row) -> Row:
    return {"colour": row["colour"]}


def _example(_room: "Newsroom", row: Row) -> Row:
    names = ("place", "host", "done", "helped", "quote_text", "quote_name", "quote_office")
    district = District.objects.filter(ags=row["district"]).first()
    return {"district": district, **{name: row[name] for name in names}}


def _event(room: "Newsroom", row: Row) -> Row:
    day = timezone.localdate(room.now) + timedelta(days=row["in_days"])
    start = timezone.make_aware(datetime.combine(day, time(row["hour"])))
    names = ("place_line", "is_online", "access_note", "sign_up_note")
    return {
        "starts_at": start,
        "ends_at": start + timedelta(hours=row["hours"]),
        **{name: row[name] for name in names},
    }


def _materials(room: "Newsroom", row: Row) -> Row:
    return {"body": [("material", _material(room, one)) for one in row["materials"]]}


FIELDS: dict[str, Callable[["Newsroom", Row], Row]] = {
    "SectionPage": _section,
    "ExamplePage": _example,
    "EventPage": _event,
    "MaterialsPage": _materials,
}


def _material(room: "Newsroom", row: Row) -> Row:
    return {
        **{name: row[name] for name in ("title", "text", "version", "accessible")},
        "document": _document(room, row["file"]),
        "updated_on": date.fromisoformat(row["updated_on"]),
        "topic": room.topics[row["topic"]],
    }


def _document(room: "Newsroom", name: str) -> Download:
    title = _titles()[name]
    found = Download.objects.filter(title=title).first()
    if found is not None:
        return found
    with (FOLDER / "files" / name).open("rb") as file:
        document = Download(title=title, uploaded_by_user=room.users.get(EDITOR), file=File(file, name=name))
        document._set_document_file_metadata()  # noqa: SLF001 -- as Wagtail's own upload does
        document.save()
    return document


@cache
def _titles() -> dict[str, str]:
    rows = json.loads((FOLDER / "areas.json").read_text(encoding="utf-8"))
    return {one["file"]: one["title"] for row in rows for one in row.get("materials", ())}


def _block(room: "Newsroom", kind: str, value: Any) -> tuple[str, Any]:
    if kind == "text":
        return kind, RichText(value)
    if kind == "downloads":
        return kind, {**value, "files": [_document(room, _file_of(name)) for name in value["files"]]}
    if kind == "bars":
        return kind, {**value, "counted_on": date.fromisoformat(value["counted_on"])}
    return kind, value


def _file_of(name: str) -> str:
    return next(one for one in _titles() if one.startswith(f"{name}."))


def _hang_into_menus(room: "Newsroom") -> None:
    for place, slug, title in MENUS:
        menu = Menu.objects.get(place=place, locale=room.home.locale)
        page = room.home.get_descendants().get(slug=slug)
        if not menu.items.filter(page=page).exists():
            MenuItem.objects.create(
                menu=menu, locale=menu.locale, title=title, page=page, sort_order=menu.items.count()
            )
