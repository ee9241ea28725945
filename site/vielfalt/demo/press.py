"""What the demo's press releases are made of: speakers, the issuers' paragraphs, files (fixtures/newsroom/register.json)."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.files import File
from wagtail.models import Locale

from cms_apps.accounts.models import User
from cms_apps.content.models import Boilerplate, Spokesperson
from cms_apps.media.models import Download, Picture

FOLDER = settings.ROOT / "fixtures" / "newsroom"
TEXTS = ("issuer", "place", "subheadline")

Row = dict[str, Any]


class Register:
    """Speakers, paragraphs and files by the short keys that releases refer to; what is there already stays."""

    def __init__(self, locale: Locale, pictures: Mapping[str, Picture], user: User | None) -> None:
        self._locale, self._pictures, self._user = locale, pictures, user
        rows = json.loads((FOLDER / "register.json").read_text(encoding="utf-8"))
        self._speakers = {row["key"]: self._speaker(row) for row in rows["speakers"]}
        self._boilerplates = {row["key"]: self._boilerplate(row) for row in rows["boilerplates"]}
        self._files = {row["key"]: self._file(row) for row in rows["files"]}

    def fields_of(self, row: Row) -> Row:
        """What a release has and news have not."""
        pictures = [(self._pictures[key], caption) for key, caption in row.get("pictures", ())]
        return {
            **{name: row[name] for name in TEXTS if name in row},
            "boilerplate": self._boilerplates[row["boilerplate"]],
            "pictures": [("picture", {"picture": one, "caption": caption}) for one, caption in pictures],
            "attachments": [("file", self._files[key]) for key in row.get("attachments", ())],
            "corrections": [
                ("correction", {"date": date.fromisoformat(day), "text": text})
                for day, text in row.get("corrections", ())
            ],
        }

    def block(self, kind: str, value: Any) -> tuple[str, Any]:
        """A block that refers to the register, or holds figures."""
        if kind == "statement":
            return kind, {**value, "speaker": self._speakers[value["speaker"]]}
        if kind == "key_figures":
            return kind, {**value, "figures": [_figure(figure) for figure in value["figures"]]}
        return kind, value

    def _speaker(self, row: Row) -> Spokesperson:
        offices = [("office", _office(office)) for office in row["offices"]]
        return Spokesperson.objects.get_or_create(
            name=row["name"], locale=self._locale, defaults={"offices": offices}
        )[0]

    def _boilerplate(self, row: Row) -> Boilerplate:
        channels = [("channel", channel) for channel in row["channels"]]
        return Boilerplate.objects.get_or_create(
            title=row["title"],
            locale=self._locale,
            defaults={"text": row["text"], "channels": channels},
        )[0]

    def _file(self, row: Row) -> Download:
        existing = Download.objects.filter(title=row["title"]).first()
        if existing:
            return existing
        with (FOLDER / "files" / row["key"]).open("rb") as file:
            return Download.objects.create(
                title=row["title"], file=File(file, name=row["key"]), uploaded_by_user=self._user
            )


def _office(row: Row) -> Row:
    days = {name: date.fromisoformat(row[name]) if name in row else None for name in ("since", "until")}
    return {"title": row["title"], **days}


def _figure(row: Row) -> Row:
    return {**row, "value": Decimal(row["value"]), "as_of": date.fromisoformat(row["as_of"])}
