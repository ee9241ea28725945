"""More than ten thousand bad requests to every address of the resolver and through every form that a page shows.

None is answered with an error of the server, and nothing of what was sent comes back as markup or as a header. Each is taken
back, so that every request meets the same site. THOROUGH=all sends several times as many.
"""

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.architecture.access_table import TABLE, Who
from tests.architecture.test_access import address
from tests.architecture.test_admin_depth import views
from tests.corpus import MARK
from tests.html_forms import forms_of
from tests.kept_world import KeptWorld, stored_in
from tests.security.bad_requests import Bad, for_address, for_form
from tests.thorough import THOROUGH

pytestmark = [pytest.mark.slow, pytest.mark.wide]
TIMES = 4 if THOROUGH else 1
BATCH, PARTS = 150, 4
OURS, WAGTAILS = 28, 4  # requests to each address, and through each form
parts = pytest.mark.parametrize("part", range(PARTS))
# Of each part; ten thousand and more in all.
LEAST = {"our addresses": 1300, "our forms": 750, "addresses of the admin": 400, "forms of the admin": 150}
DOORS = {
    Who.PUBLIC: "anonymous", Who.LINK: "holder", Who.DRAFT: "holder", Who.SIGNED_IN: "coordinator", Who.MEMBER: "coordinator",
    Who.COORDINATOR: "coordinator", Who.CENTRE: "centre",
}  # fmt: skip
LEADS_ELSEWHERE = re.compile(rf"\s*(?:java\s*script:|https?:|//)/*{MARK}", re.IGNORECASE)
READ_AS_MARKUP = ("html", "xml", "svg")


class Links(HTMLParser):
    """Where a page leads, loads from and sends to."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found += [
            value or "" for name, value in attrs if name in {"href", "src", "action", "formaction"}
        ]


@dataclass
class Attack:
    """Sends, judges, counts."""

    kept: KeptWorld
    media: Path
    cases: int = 0
    took: list[float] = field(default_factory=list)
    wrong: dict[str, list[str]] = field(default_factory=dict)
    people: dict[str, Client] = field(default_factory=dict)

    def run(self, requests: Iterator[tuple[str, Bad]]) -> None:
        """Send all of them, in batches: thousands in one transaction make PostgreSQL slower with each."""
        before = -1
        while before < self.cases:
            before = self.cases
            with transaction.atomic():
                self.people = self.kept.give(self.media)
                for who, one in islice(requests, BATCH):
                    self.send(who, one)
                transaction.set_rollback(True)

    def send(self, who: str, one: Bad) -> None:
        """One request, taken back in the database and in the browser."""
        client = self.people[who]
        if "/konto/" in one.path:
            cache.clear()  # no limit on attempts may hide what a page does
        with transaction.atomic():
            began = time.perf_counter()
            problem = judge(one, one.by(client))
            self.took.append(time.perf_counter() - began)
            transaction.set_rollback(True)
        client.cookies = SimpleCookie(self.kept.cookies[who])
        self.cases += 1
        if problem:
            self.wrong.setdefault(problem, []).append(f"{who} {one.method} {one.path[:120]!r}: {one.what}")

    def tell(self, what: str, record_property: Any) -> None:
        """Write down how much was tried, then fail with everything that went wrong."""
        slow = sorted(self.took)[int(len(self.took) * 0.99)]
        record_property("counted", f"bad input, {what}: {self.cases} requests, p99 {slow * 1000:.0f} ms")
        assert {problem: (len(ones), ones[:6]) for problem, ones in self.wrong.items()} == {}
        assert self.cases >= LEAST[what]


def test_ten_thousand_are_asked_for():
    assert sum(LEAST.values()) * PARTS >= 10_000


def judge(one: Bad, response: Any) -> str:
    """What is wrong with an answer, or nothing."""
    if response.status_code >= 500:
        return f"{response.status_code} {urlsplit(one.path).path}"
    return wrong_head(response) or wrong_text(one, response)


def wrong_head(response: Any) -> str:
    if "X-Vfx" in response.headers or "Bcc" in response.headers or f"<{MARK}" in str(dict(response.headers)):
        return "sent into the head"
    led_to = urlsplit(response.headers.get("Location", "")).netloc
    return "" if led_to in {"", "testserver"} else f"led to another host: {led_to}"


def wrong_text(one: Bad, response: Any) -> str:
    kind = response.headers.get("Content-Type", "")
    if response.streaming or not any(part in kind for part in READ_AS_MARKUP):
        return ""
    html = response.content.decode(response.charset or "utf-8", errors="replace")
    if MARK in html and any(LEADS_ELSEWHERE.match(link) for link in Links(html).found):
        return "became a link"
    back = [text for text in one.sent if MARK in text and set(text) & set("<\"'") and text in html]
    return "came back as markup" if back else ""


def our_addresses(names: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Who asks, and for which address; those who hold a link come last, for they spend it."""
    for row in sorted(TABLE, key=lambda one: "token" in one.route):
        yield DOORS[row.who], address(row, names)


def shown_forms(client: Any, path: str, seen: set[tuple[str, ...]]) -> Iterator[Any]:
    """The forms of a page; one that other pages show as well only once."""
    response = client.get(path, follow=True)
    if response.status_code != 200 or "html" not in response.headers.get("Content-Type", ""):
        return
    for form in forms_of(response.content.decode()):
        target = re.sub(r"\d+", "n", (form.action or path).partition("?")[0])
        known = (target, form.method, *sorted(form.controls))
        if form.controls and known not in seen:
            seen.add(known)
            yield form


@pytest.fixture
def db(django_db_setup, django_db_blocker):
    """In place of pytest-django's: the test has no transaction of its own, for each batch has one."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def attack(db, kept_world, settings, tmp_path):
    for name, value in stored_in(tmp_path).items():
        setattr(settings, name, value)
    return Attack(kept_world, tmp_path)


def part_of(found: Iterable[Any], part: int) -> Iterator[tuple[int, Any]]:
    """Every so many-th, with its place among all: so workers share them evenly."""
    return ((place, one) for place, one in enumerate(found) if place % PARTS == part)


@parts
def test_our_addresses(attack, part, record_property):
    attack.run(
        (who, bad)
        for place, (who, path) in part_of(our_addresses(attack.kept.names), part)
        for bad in for_address(path, place, turns=OURS * TIMES)
    )

    attack.tell("our addresses", record_property)


@parts
def test_our_forms(attack, part, record_property):
    seen: set[tuple[str, ...]] = set()
    attack.run(
        (who, bad)
        for place, (who, path) in part_of(our_addresses(attack.kept.names), part)
        for form in shown_forms(attack.people[who], path, seen)
        for bad in for_form(form, path, place, turns=OURS * TIMES)
    )

    attack.tell("our forms", record_property)


@parts
def test_addresses_of_the_admin(attack, part, record_property):
    attack.run(
        ("superuser", bad)
        for place, one in part_of(views(attack.kept.names), part)
        for bad in for_address(one.path, place, turns=WAGTAILS * TIMES)
    )

    attack.tell("addresses of the admin", record_property)


@parts
def test_forms_of_the_admin(attack, part, record_property):
    seen: set[tuple[str, ...]] = set()
    attack.run(
        ("superuser", bad)
        for place, one in part_of(views(attack.kept.names), part)
        for form in shown_forms(attack.people["superuser"], one.path, seen)
        for bad in for_form(form, one.path, place, turns=WAGTAILS * TIMES)
    )

    attack.tell("forms of the admin", record_property)


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        (f"<p><{MARK}>", "came back as markup"),
        (f'<a href="javascript:{MARK}()">', "became a link"),
        (f"<p>&lt;{MARK}&gt;", ""),
    ],
)
def test_what_comes_back_is_noticed(html, problem):
    assert judge(Bad("markup", "/", sent=(f"<{MARK}>",)), HttpResponse(html)) == problem
