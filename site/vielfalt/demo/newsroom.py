"""The newsroom of the demo: topics, contacts, pictures, news, press releases, legal pages (fixtures/newsroom/)."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page
from wagtail.rich_text import RichText

from cms_apps.accounts.models import User
from cms_apps.content.models import BasePage, Contact, Topic
from cms_apps.media.models import Picture
from cms_apps.pages.models import (
    ContactPage,
    EasyPage,
    FaqPage,
    HomePage,
    LegalPage,
    NewsIndexPage,
    NewsPage,
    PressIndexPage,
    PressReleasePage,
    StandardPage,
)
from vielfalt.demo.areas import load_areas
from vielfalt.demo.press import Register

FOLDER = settings.ROOT / "fixtures" / "newsroom"
EDITOR, CHIEF = "redaktion", "chefredaktion"

Row = dict[str, Any]


class Newsroom:
    """What the texts refer to by a short key."""

    def __init__(self, home: HomePage, users: Mapping[str, User], now: datetime) -> None:
        self.home, self.users, self.now = home, users, now
        shared = _read("shared.json")
        self.topics = {row["slug"]: self._topic(row) for row in shared["topics"]}
        self.contacts = {row["key"]: self._contact(row) for row in shared["contacts"]}
        self.pictures = {
            row["key"]: self._picture(row, shared["credit"], shared["licence"]) for row in shared["pictures"]
        }
        self.register = Register(home.locale, self.pictures, users.get(EDITOR))

    def _topic(self, row: Row) -> Topic:
        return Topic.objects.get_or_create(
            slug=row["slug"], locale=self.home.locale, defaults={"title": row["title"]}
        )[0]

    def _contact(self, row: Row) -> Contact:
        fields = {name: row[name] for name in ("office", "phone", "email")}
        return Contact.objects.get_or_create(name=row["name"], locale=self.home.locale, defaults=fields)[0]

    def _picture(self, row: Row, credit: str, licence: str) -> Picture:
        existing = Picture.objects.filter(title=row["title"], credit=credit).first()
        if existing:
            return existing
        with (FOLDER / "pictures" / f"{row['key']}.png").open("rb") as file:
            return Picture.objects.create(
                title=row["title"],
                description=row["description"],
                credit=credit,
                licence=licence,
                uploaded_by_user=self.users.get(EDITOR),
                file=File(file, name=f"{row['key']}.png"),
            )

    def day_of(self, row: Row) -> date:
        """Return the fixed day of a text, or so many days before now."""
        if "date" in row:
            return date.fromisoformat(row["date"])
        return timezone.localdate(self.now) - timedelta(days=row["days_ago"])

    def page(self, model: type[BasePage], row: Row) -> Any:
        """Make an unsaved page from a text."""
        return model(
            title=row["title"],
            slug=row["slug"],
            lead=row["lead"],
            date=self.day_of(row),
            topic=self.topics[row["topic"]],
            contact=self.contacts[row["contact"]],
            picture=self.pictures.get(row["picture"]),
            body=[self.register.block(*_block(*block)) for block in row["body"]],
            owner=self.users.get(EDITOR),
            locale=self.home.locale,
            live=False,
            **(self.register.fields_of(row) if "issuer" in row else {}),
        )


@transaction.atomic
def load_newsroom(home: HomePage, users: Mapping[str, User], now: datetime) -> None:
    """Fill the public pages with sample texts; a text that is there already stays as it is.

    `home` is what `setup_site` made; `users` holds the accounts by name; "redaktion" owns the pages, "chefredaktion" publishes them.
    """
    room = Newsroom(home, users, now)
    _publish_legal_pages(room)
    _dress_standing_pages(room)
    for row in _read("news.json"):
        _publish(room, NewsIndexPage, NewsPage, row)
    for row in _read("press.json"):
        _publish(room, PressIndexPage, PressReleasePage, row)
    _answer_questions(room)
    _say_how_to_reach_us(room)
    load_areas(room)
    _publish_easy_statement(room)
    _leave_one_for_approval(room)


def _publish(room: Newsroom, index: type[BasePage], model: type[BasePage], row: Row) -> None:
    parent = index.objects.child_of(room.home).get()
    if parent.get_children().filter(slug=row["slug"]).exists():
        return
    page = parent.add_child(instance=room.page(model, row))
    revision = page.save_revision(user=room.users.get(EDITOR))
    revision.publish(user=room.users.get(CHIEF))
    moment = timezone.make_aware(datetime.combine(page.date, datetime.min.time().replace(hour=9)))
    Page.objects.filter(pk=page.pk).update(first_published_at=min(moment, room.now))


def _publish_legal_pages(room: Newsroom) -> None:
    for slug, text in _read("legal.json").items():
        page = LegalPage.objects.child_of(room.home).get(slug=slug)
        if page.live:
            continue
        page.lead = text["lead"]
        page.body = [block for heading, html in text["parts"] for block in _part(heading, html)]
        page.save_revision(user=room.users.get(EDITOR)).publish(user=room.users.get(CHIEF))


def _dress_standing_pages(room: Newsroom) -> None:
    take_part = StandardPage.objects.child_of(room.home).get(slug="mitmachen")
    press = PressIndexPage.objects.child_of(room.home).get()
    dresses: list[tuple[Any, str, Any]] = [
        (take_part, "picture", room.pictures["weg"]),
        (take_part, "contact", room.contacts["kurse"]),
        (press, "contact", room.contacts["presse"]),
    ]
    for page, field, value in dresses:
        if getattr(page, field) is None:
            setattr(page, field, value)
            page.save_revision().publish(user=room.users.get(CHIEF))


def _say_how_to_reach_us(room: Newsroom) -> None:
    page = ContactPage.objects.child_of(room.home).filter(slug="kontakt", live=False).first()
    if page is None:
        return
    row = _read("contact.json")
    for name in ("lead", "hours", "street", "town", "way", "access_note"):
        setattr(page, name, row[name])
    page.contacts = [
        ("contact", {"heading": one["heading"], "contact": room.contacts[one["contact"]]})
        for one in row["contacts"]
    ]
    page.save_revision(user=room.users.get(EDITOR)).publish(user=room.users.get(CHIEF))


def _publish_easy_statement(room: Newsroom) -> None:
    page = EasyPage.objects.filter(slug="barrierefreiheit", live=False, first_published_at=None).first()
    if page is not None:
        page.save_revision(user=room.users.get(EDITOR)).publish(user=room.users.get(CHIEF))


def _answer_questions(room: Newsroom) -> None:
    row = _read("faq.json")
    if room.home.get_children().filter(slug=row["slug"]).exists():
        return
    page = FaqPage(
        **{name: row[name] for name in ("slug", "title", "lead")},
        contact=room.contacts[row["contact"]],
        body=[_group(group) for group in row["groups"]],
        owner=room.users.get(EDITOR),
        locale=room.home.locale,
        live=False,
    )
    room.home.add_child(instance=page)
    page.save_revision(user=room.users.get(EDITOR)).publish(user=room.users.get(CHIEF))


def _group(group: Row) -> tuple[str, Row]:
    questions = [{"question": asked, "answer": RichText(html)} for asked, html in group["questions"]]
    return "questions", {"heading": group["heading"], "questions": questions}


def _leave_one_for_approval(room: Newsroom) -> None:
    row, editor = _read("waiting.json"), room.users.get(EDITOR)
    parent = NewsIndexPage.objects.child_of(room.home).get()
    if editor is None or parent.get_children().filter(slug=row["slug"]).exists():
        return
    page = parent.add_child(instance=room.page(NewsPage, row))
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)


def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text())


def _part(heading: str, html: str) -> list[tuple[str, Any]]:
    return [_block("heading", heading), _block("text", html)]


def _block(kind: str, value: Any) -> tuple[str, Any]:
    return kind, RichText(value) if kind == "text" else value
