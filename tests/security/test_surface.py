"""What stands open to anybody who knocks: forged forms, odd methods, other origins, files that are no page."""

import json
import socket

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils import translation
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction
from wagtail.rich_text import expand_db_html

from cms_apps.content.blocks import BodyBlock
from tests.architecture.access_table import TABLE, Who
from tests.architecture.committed import ROOT
from tests.architecture.test_access import ASKED, address
from tests.architecture.world import snapshot
from tests.factories.people import make_user

# Their own check of the token: Django REST framework's, for whoever comes with a session.
# The button of a mail program (RFC 8058) carries its secret in the address.
EXEMPT = ("admin/api/main/", "admin/localize/", "de/presseverteiler/abbestellen/<str:token>/")


def own_client(world, row):
    return {
        Who.PUBLIC: world.anonymous,
        Who.LINK: world.holder,
        Who.DRAFT: world.holder,
        Who.CENTRE: world.centre,
    }.get(row.who, world.coordinator)


def forged(client: Client) -> Client:
    """The same browser, when another site makes it send a form."""
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    strict.cookies = client.cookies
    return strict


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.asvs("3.5.1")
def test_a_form_of_another_site_changes_nothing(world):
    before = snapshot()

    answers = {
        row.path: forged(own_client(world, row))
        .post(address(row, world.names), {"expected": "1"})
        .status_code
        for row in TABLE
    }

    assert snapshot() == before
    assert {path: status for path, status in answers.items() if status >= 500} == {}
    assert list(answers.values()).count(403) > len(TABLE) / 2


def exempt(resolver, prefix=""):
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if not isinstance(entry, URLPattern):
            yield from exempt(entry, route)
        elif getattr(entry.callback, "csrf_exempt", False):
            yield route


@pytest.mark.asvs("3.5.1")
def test_only_the_api_of_the_admin_checks_the_token_itself(site):
    with translation.override("de"):
        assert [route for route in exempt(get_resolver()) if not route.startswith(EXEMPT)] == []
    page, chief = Page.objects.get(depth=2), make_user(is_superuser=True, is_staff=True)
    client = Client()
    client.force_login(chief)

    unpublish = f"/admin/api/main/pages/{page.pk}/action/unpublish/"

    assert forged(client).post(unpublish).status_code == 403
    assert Page.objects.get(depth=2).live
    assert client.post(unpublish).status_code == 200


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.asvs("3.4.2", "13.4.4")
def test_no_answer_opens_itself_to_others_or_repeats_what_was_asked(world):
    asked = {
        "origin": "https://evil.example",
        "x-secret": "vfx-secret",
        "access-control-request-method": "POST",
    }
    wrong = []
    for row in ASKED:
        for method in ("GET", "OPTIONS", "TRACE"):
            answer = own_client(world, row).generic(method, address(row, world.names), headers=asked)
            body = b"" if answer.streaming else answer.content
            if (
                any(name.lower().startswith("access-control-") for name in answer.headers)
                or b"vfx-secret" in body
            ):
                wrong.append((method, row.path))

    assert wrong == []


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.asvs("4.1.1")
def test_every_answer_says_what_it_is(world):
    kinds = {}
    for row in ASKED:
        answer = own_client(world, row).get(address(row, world.names))
        if answer.streaming or answer.content:
            kinds[row.path] = answer.headers.get("Content-Type", "")

    texts = {path: kind for path, kind in kinds.items() if kind.startswith("text/")}  # XML says it itself
    assert {path for path, kind in kinds.items() if "/" not in kind} == set()
    assert {path: kind for path, kind in texts.items() if "charset=utf-8" not in kind.lower()} == {}
    assert len(texts) > 60


JOIN = "/de/schreibtisch/einstellungen/einladung/annehmen/"  # for whoever holds the link, signed in or not


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.asvs("7.4.4")
def test_every_page_of_the_desk_leads_out(world):
    pages = {}
    for row in ASKED:
        if row.path.startswith(("/de/schreibtisch/", "/de/leitstelle/")) and not row.path.startswith(JOIN):
            answer = own_client(world, row).get(address(row, world.names))
            if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                pages[row.path] = answer.content.decode()

    assert len(pages) > 20
    assert [path for path, html in pages.items() if 'action="/de/konto/abmelden/"' not in html] == []


HUGE = ("9" * 20, "9" * 400)


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.parametrize("number", HUGE, ids=["beyond eight bytes", "beyond everything"])
def test_a_number_that_no_column_holds_is_a_missing_object(world, number):
    world.coordinator.raise_request_exception = False
    names = {name: number if value.isdecimal() else value for name, value in world.names.items()}

    answers = {
        path: world.coordinator.get(path).status_code
        for row in ASKED
        if (path := address(row, names)) != address(row, world.names)
    }

    assert len(answers) > 10
    assert {path: status for path, status in answers.items() if status != 404} == {}


@pytest.mark.asvs("13.4.1", "13.4.3", "13.4.5", "15.2.3")
@pytest.mark.parametrize(
    "path",
    [
        ".git/config", ".git/HEAD", ".env", ".env.example", "var/db.sqlite3", "db.sqlite3", "pyproject.toml", "requirements.lock",
        "site/manage.py", "static/", "static/css/", "static/../pyproject.toml", "static/%2e%2e/pyproject.toml", "media/",
        "media/documents/", "media/../pyproject.toml", "__debug__/", "django-admin/", "api/", "api/v2/pages/", "openapi.json",
        "metrics", "server-status", "styleguide/", "erasures.jsonl",
    ],
)  # fmt: skip
def test_what_is_no_page_is_not_handed_out(site, path):
    answer = Client().get(f"/{path}", follow=True)

    assert answer.status_code == 404


@pytest.mark.asvs("13.4.1")
def test_the_image_is_built_without_history_and_secrets():
    left_out = (ROOT / ".dockerignore").read_text().split()

    assert {".git", ".env", "var"} <= set(left_out)


@pytest.mark.asvs("1.3.6")
@pytest.mark.parametrize(
    "url", ["https://www.youtube.com/watch?v=abc", "http://127.0.0.1:9200/", "file:///etc/passwd"]
)
def test_an_editor_cannot_make_the_server_ask_another_one(site, monkeypatch, url):
    client, asked = Client(), []
    client.force_login(make_user(is_superuser=True, is_staff=True))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **_kwargs: asked.append(args) or [])

    answer = client.post("/admin/embeds/chooser/upload/", {"embed-chooser-url": url})

    assert answer.status_code == 200
    assert answer.json()["step"] == "chooser"
    assert asked == []


@pytest.mark.asvs("1.2.2", "1.3.1")
def test_rich_text_keeps_neither_scripts_nor_their_addresses():
    text = "hier: <script>alert(1)</script><img src=x onerror=alert(1)>"
    link = {"offset": 0, "length": 4, "key": 0}
    block = {
        "key": "a",
        "text": text,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [link],
    }
    entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}
    converter = ContentstateConverter(BodyBlock().child_blocks["text"].features)

    kept = converter.to_database_format(json.dumps({"blocks": [block], "entityMap": {"0": entity}}))

    assert "&lt;script&gt;" in kept
    assert "<script" not in kept
    assert "<img" not in kept
    assert "javascript:" not in kept + expand_db_html(kept)


@pytest.mark.parametrize("kind", ["page", "collection"])
def test_no_page_is_shut_by_a_password_that_lies_open(site, kind):
    """Wagtail keeps a password that many share as it was typed."""
    page, collection = Page.objects.get(depth=2), Collection.get_first_root_node()
    path = {
        "page": f"/admin/pages/{page.pk}/privacy/",
        "collection": f"/admin/collections/{collection.pk}/privacy/",
    }[kind]
    client = Client()
    client.force_login(make_user(is_superuser=True, is_staff=True))

    client.post(path, {"restriction_type": "password", "password": "gemeinsam"})

    assert not PageViewRestriction.objects.exists()
    assert not CollectionViewRestriction.objects.exists()
