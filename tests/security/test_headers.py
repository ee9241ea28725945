"""What each answer tells a browser: the policy, what robots keep, the names of cookies; graded by a public table."""

import base64
import hashlib
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from wagtail.models import Page

from cms_apps.foundation.inline_scripts import is_known, with_nonces
from cms_apps.volunteering.models import Draft
from tests.architecture.access_table import Who
from tests.architecture.test_access import ASKED, address
from tests.factories.people import make_user
from tests.security.observatory import directives, score

STRICT = {
    "default-src": {"'none'"},
    "script-src": {"'self'"}, "style-src": {"'self'"}, "img-src": {"'self'"},
    "font-src": {"'self'"}, "connect-src": {"'self'"}, "form-action": {"'self'"},
    "base-uri": {"'none'"},
    "frame-ancestors": {"'none'"},
}  # fmt: skip
ADMIN = ("/admin/", "/admin/pages/", "/admin/images/", "/admin/users/", "/admin/course-kinds/new/")
MEANT_TO_BE_FOUND = {
    "/",
    "/de/",
    "/de/bewerbung/",
    "/de/loeschkonzept/",
    "/robots.txt",
    "/.well-known/security.txt",
}


@pytest.fixture
def chief(site, organisation):
    client = Client()
    client.force_login(make_user(is_superuser=True, is_staff=True))
    return client


def grade(client: Client, path: str) -> int:
    response = client.get(path, secure=True)
    assert response.status_code == 200, path
    return score(
        response.headers, list(response.cookies.values()), response.content.decode(), host="testserver"
    )


def policy(response) -> dict[str, set[str]]:
    return directives(response["Content-Security-Policy"])


@pytest.mark.slow
@pytest.mark.once
def test_public_pages_have_130_points_or_more(production, client, site):
    paths = [page.get_url() for page in Page.objects.live().filter(depth__gt=1)] + ["/de/suche/"]

    found = {path: grade(client, path) for path in paths}

    assert len(found) >= 6
    assert {path: points for path, points in found.items() if points < 130} == {}


@pytest.mark.slow
@pytest.mark.once
def test_sign_up_status_desk_and_account_have_120_points_or_more(production, world):
    own = {Who.PUBLIC: world.anonymous, Who.LINK: world.holder, Who.DRAFT: world.holder}
    found = {}

    for row in ASKED:
        client = own.get(row.who, world.coordinator)
        response = client.get(address(row, world.names), secure=True)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            html = response.content.decode()
            found[row.path] = score(
                response.headers, list(response.cookies.values()), html, host="testserver"
            )

    assert len(found) >= 60
    assert {path: points for path, points in found.items() if points < 120} == {}


@pytest.mark.slow
@pytest.mark.once
def test_admin_has_100_points_or_more(production, chief):
    found = {path: grade(chief, path) for path in ADMIN}

    assert {path: points for path, points in found.items() if points < 100} == {}


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.asvs("3.4.3", "3.4.4", "3.4.5", "3.4.6")
def test_every_answer_outside_the_admin_has_the_strict_policy(world):
    own = {Who.PUBLIC: world.anonymous, Who.LINK: world.holder, Who.DRAFT: world.holder}

    answers = {
        row.path: own.get(row.who, world.coordinator).get(address(row, world.names))
        for row in ASKED
        if not row.path.startswith("/admin/")
    }

    assert {path for path, answer in answers.items() if policy(answer) != STRICT} == set()
    assert {
        path for path, answer in answers.items() if answer["X-Content-Type-Options"] != "nosniff"
    } == set()
    for header in ("Cross-Origin-Resource-Policy", "Cross-Origin-Opener-Policy", "Referrer-Policy"):
        assert {path for path, answer in answers.items() if answer[header] != "same-origin"} == set()


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.parametrize("path", ADMIN)
@pytest.mark.asvs("3.4.3", "3.4.6")
def test_admin_runs_no_script_that_it_does_not_know(chief, path):
    response = chief.get(path)

    found = policy(response)
    assert found["frame-ancestors"] == {"'none'"}
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", response.content.decode(), re.DOTALL)
    inline = [head for head, code in scripts if code.strip() and "application/json" not in head]
    nonces = {f"'nonce-{one}'" for one in re.findall(r'nonce="([^"]+)"', " ".join(inline))}
    assert all("nonce=" in one for one in inline)
    assert found["script-src"] == {"'self'"} | nonces


@pytest.mark.asvs("3.4.6")
def test_only_previews_may_stand_in_a_frame_of_the_admin(chief):
    page = Page.objects.get(depth=2)

    response = chief.get(f"/admin/pages/{page.pk}/view_draft/")

    assert response.status_code == 200
    assert policy(response) == STRICT | {"frame-ancestors": {"'self'"}}


@pytest.mark.parametrize(
    "code",
    [
        'initDateChooser("id_a", {"dayOfWeekStart": 1, "format": "d.m.Y"});',
        'initDateTimeChooser("id_a-\\u002Db", {"parentID": "body"});',
        'new PageChooser("id_page", {"modelNames": ["wagtailcore.page"]});',
        'createTaskChooser("id_task");',
        '\n (function() {\n var panel = new InlinePanel(JSON.parse("{\\u0022a\\u0022: 1}"));\n })();\n',
    ],
)
def test_inline_scripts_of_wagtail_get_the_nonce(code):
    assert is_known(code)
    assert (
        with_nonces(f"<p><script>{code}</script>", lambda: "abc") == f'<p><script nonce="abc">{code}</script>'
    )


@pytest.mark.parametrize(
    "code",
    [
        "alert(1)",
        'initDateChooser("id_a", {"a": 1}); alert(1);',
        'initDateChooser("id_a", {"a": alert(1)});',
        'initDateChooser("a" + alert(1), {});',
        'new PageChooser("id_page", {"a": (() => alert(1))()});',
        'new Function("alert(1)", {});',
        'createTaskChooser("a");\ncreateTaskChooser("b");fetch("/")',
        '(function() { var panel = new InlinePanel(JSON.parse("{}")); alert(1) })();',
    ],
)
@pytest.mark.asvs("1.2.3")
def test_a_script_that_was_smuggled_in_gets_none(code):
    assert not is_known(code)
    assert with_nonces(f"<script>{code}</script>", lambda: "abc") == f"<script>{code}</script>"


@pytest.mark.slow
@pytest.mark.once
def test_robots_keep_nothing_that_is_not_public(world):
    own = {Who.PUBLIC: world.anonymous, Who.LINK: world.holder, Who.DRAFT: world.holder}

    kept = {
        row.path
        for row in ASKED
        if "noindex"
        not in own.get(row.who, world.coordinator)
        .get(address(row, world.names))
        .headers.get("X-Robots-Tag", "")
    }

    assert kept == MEANT_TO_BE_FOUND
    assert "noindex" in world.editor.get("/admin/")["X-Robots-Tag"]


@pytest.mark.asvs("3.3.1", "3.3.2", "3.3.3", "3.3.4")
def test_cookies_belong_to_this_host_alone(production, organisation):
    client = Client()
    client.post("/de/bewerbung/", {"ort-place": "65183"}, secure=True)
    client.get("/de/konto/anmelden/", secure=True)

    assert Draft.objects.count() == 1
    assert set(client.cookies) >= {"__Host-vf_draft", "__Host-csrftoken"}
    for name, cookie in client.cookies.items():
        assert name.startswith("__Host-")
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
        assert (cookie["path"], cookie["domain"]) == ("/", "")


def test_scripts_carry_the_hash_of_what_is_served(client, organisation):
    html = client.get("/de/bewerbung/").content.decode()

    scripts = re.findall(r'<script src="/static/([^"]+)" integrity="sha384-([^"]+)"', html)
    assert {name for name, _ in scripts} == {"js/form.js"}
    for name, told in scripts:
        served = Path(finders.find(name)).read_bytes()
        assert base64.b64decode(told) == hashlib.sha384(served).digest()
    assert len(re.findall("<script", html)) == len(scripts)


def test_security_txt_says_whom_to_tell_and_until_when(client, db, settings, django_assert_num_queries):
    settings.SECURITY_CONTACT = "https://vielfalt.example/luecke"
    with django_assert_num_queries(0):
        response = client.get("/.well-known/security.txt")

    lines = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    expires = datetime.fromisoformat(lines["Expires"])
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert lines["Contact"] == "https://vielfalt.example/luecke"
    assert lines["Canonical"].endswith("/.well-known/security.txt")
    assert 0 < (expires - datetime.now(UTC)).days < 365


def test_security_txt_names_the_centre_where_nobody_else_is_named(client, db):
    assert "Contact: mailto:" in client.get("/.well-known/security.txt").content.decode()
