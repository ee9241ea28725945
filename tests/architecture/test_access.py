"""The access table is whole, and what it promises is what people get."""

from collections.abc import Iterable

import pytest
from django.urls import path
from django.urls.resolvers import RegexPattern, URLResolver

from tests.architecture.access_table import LOGIN, TABLE, Row, Who
from tests.architecture.admin_table import ADMIN, OPEN_ADMIN
from tests.architecture.routes import Pattern, patterns
from tests.architecture.world import snapshot

LOGIN_PATH = "/de/konto/anmelden/"
BY_ROUTE = {row.route: row for row in TABLE}
# Whoever opens a token holds the link from then on, so these addresses come last.
ASKED = sorted(TABLE, key=lambda row: "token" in row.route)


def is_admin(pattern: Pattern) -> bool:
    return pattern.route.startswith("admin/") and pattern.route not in BY_ROUTE


def without_row(found: Iterable[Pattern]) -> list[str]:
    return [
        one.route
        for one in found
        if (one.namespace not in ADMIN if is_admin(one) else one.route not in BY_ROUTE)
    ]


def without_pattern(found: Iterable[Pattern]) -> list[str]:
    found = list(found)
    routes, namespaces = {one.route for one in found}, {one.namespace for one in found if is_admin(one)}
    return [route for route in BY_ROUTE if route not in routes] + [n for n in ADMIN if n not in namespaces]


def told(response):
    """What the table calls this answer."""
    if response.status_code == 302 and response.url.startswith(LOGIN_PATH):
        return LOGIN
    return response.status_code


def address(row: Row, names) -> str:
    """The row's path about real objects; places and leaving belong to the accepted application."""
    if any(part in row.route for part in ("kursplatz", "stand/<str:number>/zertifikat", "aufhoeren")):
        names = {**names, "number": names["accepted"]}
    return row.path.format(**names)


def ids(row: Row) -> str:
    return row.path


@pytest.mark.asvs("8.2.1")
def test_every_pattern_has_a_row():
    assert without_row(patterns()) == []


def test_every_row_has_a_pattern():
    assert without_pattern(patterns()) == []


def test_each_pattern_has_one_row_only():
    assert len(BY_ROUTE) == len(TABLE)


def test_a_new_pattern_without_a_row_is_noticed():
    new = URLResolver(RegexPattern(""), [path("geheim/", lambda _: None), path("admin/neu/", lambda _: None)])

    assert without_row(patterns(new)) == ["geheim/"]
    assert without_row([Pattern("admin/tool/", "tool", "x")]) == ["admin/tool/"]


def test_a_row_without_a_pattern_is_noticed():
    found = [one for one in patterns() if not one.route.endswith("zusagen/")]

    assert without_pattern(found) == ["de/schreibtisch/bewerbungen/<str:number>/zusagen/"]


@pytest.mark.parametrize("row", TABLE, ids=ids)
def test_path_of_a_row_is_answered_by_its_pattern(row):
    wanted = {
        "{draft}": "<uuid:draft>", "{number}": "<str:number>", "{enrolment}": "<int:enrolment>",
        "{confirm}": "<str:token>", "{parent}": "<str:token>", "{request}": "<str:number>", "{status}": "<str:token>",
        "{guest}": "<uuid:key>", "{guest_link}": "<str:token>", "{calendar}": "<str:token>", "{code}": "<str:code>", "{certificate}": "<int:certificate>", "{asked_how}": "<str:token>", "{invitation}": "<str:token>", "{resume}": "<str:token>", "{shown}": "<str:token>", "{asker}": "<str:token>", "{preview}": "<uuid:key>",
        "{joining}": "<str:token>", "{subscribe}": "<str:token>", "{leave}": "<str:token>", "{joins}": "<uuid:invitation>", "{other}": "<str:other>", "{table}": "<uuid:key>",
    }  # fmt: skip
    path = row.path
    for name, converter in wanted.items():
        path = path.replace(name, converter)

    # What these stand for is written out in the path, or made by the world.
    elsewhere = ("^", "<slug:", "<int:", "<uuid:batch>", "<uuid:key>")
    assert path == f"/{row.route}" or any(one in row.route for one in elsewhere)


@pytest.fixture
def clients(world):
    own = {
        Who.PUBLIC: world.anonymous, Who.LINK: world.holder, Who.DRAFT: world.holder,
        Who.SIGNED_IN: world.coordinator, Who.MEMBER: world.coordinator, Who.COORDINATOR: world.coordinator,
        Who.CENTRE: world.centre,
    }  # fmt: skip
    return world, own


@pytest.mark.slow
@pytest.mark.parametrize("person", ["anonymous", "stranger", "foreign", "own"])
@pytest.mark.asvs("8.2.1", "8.2.2")
def test_people_get_what_the_table_promises(clients, person):
    world, own = clients
    got, promised = {}, {}

    for row in ASKED:
        client = own[row.who] if person == "own" else getattr(world, person)
        response = client.get(address(row, world.names))
        got[row.path], promised[row.path] = told(response), getattr(row, person)

    assert got == promised


@pytest.mark.slow
@pytest.mark.parametrize("person", ["anonymous", "stranger", "foreign", "own"])
@pytest.mark.asvs("3.5.3")
def test_get_changes_nothing(clients, person):
    world, own = clients
    before = snapshot()

    for row in ASKED:
        client = own[row.who] if person == "own" else getattr(world, person)
        client.get(address(row, world.names))

    assert snapshot() == before


@pytest.mark.slow
@pytest.mark.parametrize("person", ["anonymous", "stranger", "foreign"])
@pytest.mark.asvs("8.2.2", "8.3.1", "8.4.1")
def test_post_by_others_changes_nothing(world, person):
    client = getattr(world, person)
    client.raise_request_exception = False
    before = snapshot()

    answers = {
        row.path: client.post(address(row, world.names), {"expected": "1", "course": "none"}).status_code
        for row in TABLE
        if row.who is not Who.PUBLIC and "token" not in row.route  # whoever has the token is its holder
    }

    assert [path for path, status in answers.items() if status >= 500] == []
    assert snapshot() == before


@pytest.mark.slow
@pytest.mark.parametrize("person", ["anonymous", "stranger", "coordinator"])
@pytest.mark.asvs("8.2.1")
def test_admin_opens_for_nobody_without_its_permission(world, person):
    client = getattr(world, person)
    client.raise_request_exception = False
    addresses = [one.path for one in patterns() if is_admin(one) and one.path not in OPEN_ADMIN]
    before = snapshot()

    opened = {}
    for one in addresses:
        response = client.get(one)
        shut = response.status_code in {403, 404} or (
            # to the sign-in, to a place in the admin that is asked for itself, or to the 404 behind the language
            response.status_code == 302
            and response.url.startswith(("/admin/", LOGIN_PATH, "/de/konto/", "/de/admin/"))
        )
        if not shut:
            opened[one] = response.status_code, response.headers.get("Location")

    assert opened == {}
    assert snapshot() == before


def test_admin_opens_for_an_editor(world):
    assert world.editor.get("/admin/").status_code == 200
