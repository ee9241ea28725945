"""Log lines: one each, with the id of the request, in UTC, without anything that somebody typed."""

import io
import json
import logging
import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError
from django.test import Client
from gunicorn.config import Config
from vielfalt import gunicorn_conf

from cms_apps.foundation.logs import JsonLines, PlainLines
from cms_apps.links.masking import MaskTokens
from cms_apps.organisations.models import Membership
from cms_apps.parameters.selectors import number
from tests.factories.people import make_application, make_member, make_user
from tests.logged import SEEDED, betrayed

pytestmark = pytest.mark.django_db
SIGN_IN = "/de/konto/anmelden/"
SECRET = "geheim-vfx@beispiel.example"


@pytest.fixture
def lines(logged):
    """What the lines since the beginning of the test say."""
    start = len(logged.lines)
    return lambda: [json.loads(line) for line in logged.lines[start:]]


def events(lines, name):
    return [one for one in lines() if one.get("event") == name]


def record(message, *args, exc_info=None):
    made = logging.LogRecord("vielfalt.test", logging.ERROR, "a.py", 1, message, args, exc_info)
    made.request_id = "abc"
    return made


@pytest.mark.asvs("16.2.5")
def test_there_are_fifty_seeds_and_each_is_noticed():
    assert len(set(SEEDED)) >= 50
    assert [seed for seed in SEEDED if not betrayed([json.dumps({"message": f"x {seed} y"})])] == []
    assert betrayed(["nothing of anybody"]) == []


@pytest.mark.asvs("16.2.1", "16.2.2", "16.2.4")
def test_a_line_is_json_with_time_and_request(client, lines):
    response = client.get("/admin/gibt-es-nicht/%0d%0avfx/")
    client.get("/media/gibt-es-nicht.png")

    line = next(one for one in lines() if "gibt-es-nicht.png" in one["message"])
    assert set(line) >= {"time", "level", "logger", "message", "request_id"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line["time"])
    assert re.fullmatch("[0-9a-f]{8}", line["request_id"])
    assert line["request_id"] != response["X-Request-Id"]


@pytest.mark.parametrize("formatter", [JsonLines(), PlainLines()], ids=["json", "plain"])
@pytest.mark.parametrize(
    "sign", ["\r\n", "\n", "\r", "\x1b[31m", "\u2028", "\x85", "\u202e", "\x00"], ids=ascii
)
@pytest.mark.asvs("16.4.1")
def test_nothing_begins_a_line_of_its_own(formatter, sign):
    line = formatter.format(record("a%sERROR forged", sign))

    assert len(line.splitlines()) == 1
    assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u202e]", line)


@pytest.mark.parametrize("formatter", [JsonLines(), PlainLines()], ids=["json", "plain"])
@pytest.mark.asvs("16.2.5")
def test_an_error_tells_where_and_not_what(formatter):
    try:
        try:
            raise IntegrityError(f"Key (email)=({SECRET}) already exists.")  # noqa: TRY301 -- two in a row
        except IntegrityError as error:
            raise ValueError(SECRET) from error
    except ValueError as error:
        line = formatter.format(record("failed", exc_info=(ValueError, error, error.__traceback__)))

    assert "ValueError" in line
    assert "IntegrityError" in line
    assert "test_logs.py" in line
    assert "geheim" not in line


def test_errors_that_name_each_other_in_a_circle_end():
    first, second = ValueError("a"), KeyError("b")
    first.__cause__, second.__cause__ = second, first

    line = JsonLines().format(record("failed", exc_info=(ValueError, first, None)))

    assert line.count("ValueError") == line.count("KeyError") == 1


@pytest.mark.asvs("16.3.4")
def test_an_unforeseen_error_of_a_view_tells_nothing_of_the_form(lines, organisation, monkeypatch):
    from cms_apps.volunteering.wizard import ownership  # noqa: PLC0415 -- to break it

    def broken(*args):
        raise RuntimeError(SECRET)

    monkeypatch.setattr(ownership, "own_draft", broken)
    Client(raise_request_exception=False).post("/de/bewerbung/", {"ort-place": SECRET})

    told = [one for one in lines() if one["level"] == "ERROR"]
    assert told
    assert SECRET not in str(told)
    assert "RuntimeError" in str(told)


@pytest.mark.parametrize(
    "typed", ["mail of amal@beispiel.example", "<amal@beispiel.example>", "to=amal@beispiel.example,x"]
)
@pytest.mark.asvs("16.2.5")
def test_addresses_of_people_are_masked(typed):
    made = record(typed)
    MaskTokens().filter(made)

    assert "beispiel" not in made.getMessage()
    assert "***" in made.getMessage()


@pytest.mark.asvs("16.2.1", "16.3.1")
def test_signing_in_and_failing_are_noted_by_id(client, lines):
    user = make_user("amal", password="Ein-langes-Wort-9")

    client.post(SIGN_IN, {"login": "amal", "password": "falsch"})
    client.post(SIGN_IN, {"login": "amal", "password": "Ein-langes-Wort-9"})
    client.post("/de/konto/abmelden/")

    assert len(events(lines, "sign_in_failed")) >= 1
    assert [one["user"] for one in events(lines, "signed_in")] == [user.pk]
    assert [one["user"] for one in events(lines, "signed_out")] == [user.pk]
    assert "falsch" not in str(lines())


@pytest.mark.asvs("16.2.1", "16.3.2")
def test_refused_access_is_noted_by_pattern(lines, organisation, other_organisation):
    stranger = make_member(other_organisation)
    application = make_application(organisation)
    client = Client()
    client.force_login(stranger)

    client.get(f"/de/schreibtisch/bewerbungen/{application.number}/")

    refused = events(lines, "access_refused")
    assert [(one["user"], one["what"]) for one in refused] == [
        (stranger.pk, "de/schreibtisch/bewerbungen/<str:number>/")
    ]
    assert application.number not in str(refused)


@pytest.mark.asvs("16.3.3")
def test_changed_rights_are_noted(lines, organisation):
    user = make_user()
    user.groups.add(Group.objects.create(name="Redaktion"))
    membership = Membership.objects.create(organisation=organisation, user=user, role="reader")
    membership.delete()
    user.groups.clear()

    told = [(one["user"], one["what"]) for one in events(lines, "rights_changed")]
    assert told == [
        (user.pk, "Group added"),
        (user.pk, "reader added"),
        (user.pk, "reader removed"),
        (user.pk, "Group cleared"),
    ]


@pytest.mark.asvs("16.3.3")
def test_a_link_that_is_refused_and_a_limit_that_is_hit_are_noted(client, lines, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    client.get("/de/konto/einladung/abc/")
    for _ in range(number("account.resets") + 1):
        client.post("/de/konto/passwort/vergessen/", {"email": "amal@beispiel.example"})

    assert len(events(lines, "link_refused")) == 1
    assert [one["what"] for one in events(lines, "limit_hit")] == ["de/konto/passwort/vergessen/"]
    assert "amal" not in str(lines())


def test_anonymous_visitors_of_missing_pages_are_no_event(client, lines, django_assert_num_queries):
    client.get("/de/gibt-es-nicht/")

    assert events(lines, "access_refused") == []


@pytest.mark.parametrize(
    "path", ["/de/", '/a"b\\c', "/a\r\nb\x1b", "/de/bewerbung/stand/oeffnen/" + "x" * 43 + "/"]
)
@pytest.mark.asvs("14.2.1", "16.2.5")
def test_the_access_log_is_json_and_knows_no_visitor(path):
    config = Config()
    config.set("access_log_format", gunicorn_conf.access_log_format)
    config.set("accesslog", "-")
    log = gunicorn_conf.MaskingLogger(config)
    heard = io.StringIO()
    log.access_log.handlers = [logging.StreamHandler(heard)]
    environ = {"REQUEST_METHOD": "GET", "RAW_URI": f"{path}?q=vfx", "PATH_INFO": path, "QUERY_STRING": "q=vfx",
               "REMOTE_ADDR": "192.0.2.77", "HTTP_USER_AGENT": "vfx-browser", "HTTP_REFERER": "https://vfx.example",
               "SERVER_PROTOCOL": "HTTP/1.1"}  # fmt: skip
    response = SimpleNamespace(status="200 OK", sent=12, headers=[("X-Request-Id", "0a1b2c3d")])

    log.access(response, SimpleNamespace(headers=[]), environ, timedelta(seconds=1))

    (line,) = heard.getvalue().splitlines()
    told = json.loads(line)
    assert (told["method"], told["status"], told["request_id"]) == ("GET", "200", "0a1b2c3d")
    assert told["path"] == path.replace("x" * 43, "***")
    assert "vfx" not in line
    assert "192.0.2.77" not in line
