"""Too much, too deep, from the wrong host or through a false proxy: each is a page in plain German, never a 500."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cms_apps.foundation.input_limits import DEEPEST_JSON, LONGEST_NAME, MB, MOST_BYTES, depth

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
LINK, SIGN_IN = "/de/bewerbung/link/", "/de/konto/anmelden/"
TOO_MUCH = "Das ist zu viel auf einmal"


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("path", [LINK, SIGN_IN, "/admin/login/", "/gibt-es-nicht/"])
@pytest.mark.asvs("5.2.1")
def test_a_body_beyond_the_limit_is_refused(client, path):
    response = client.post(path, "email=" + "a" * 3 * MB, FORM)

    assert response.status_code == 413
    assert TOO_MUCH in response.content.decode()


@pytest.mark.asvs("5.2.1")
def test_files_beyond_the_limit_are_refused_before_they_are_read(client):
    file = SimpleUploadedFile("a.pdf", b"a" * (MOST_BYTES + 1))

    assert client.post(LINK, {"email": "a", "file": file}).status_code == 413
    assert client.post("/admin/login/", {"email": "a", "file": file}).status_code == 302


def test_a_claimed_length_is_enough_to_be_refused(client):
    assert client.post(LINK, {"email": "a"}, headers={"content-length": str(10**12)}).status_code in {
        200,
        413,
    }
    assert client.generic("POST", LINK, b"", FORM, CONTENT_LENGTH=str(10**12)).status_code == 413
    assert client.generic("POST", LINK, b"", FORM, CONTENT_LENGTH="many").status_code < 500


def test_too_many_fields_or_files_are_refused(client, settings):
    fields = {f"field{index}": "a" for index in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    files = {f"file{index}": SimpleUploadedFile("a", b"a") for index in range(101)}

    assert client.post(LINK, fields).status_code == 413
    assert client.post(LINK, files).status_code == 413
    assert client.get("/de/suche/?" + "&".join(f"a{index}=" for index in range(1500))).status_code == 413


def test_a_long_address_or_a_heap_of_cookies_is_refused(client):
    assert client.get("/de/suche/?q=" + "a" * 9000).status_code == 413
    assert client.get("/" + "a/" * 5000).status_code == 413
    assert (
        client.get(LINK, HTTP_COOKIE="; ".join(f"c{index}={'a' * 100}" for index in range(200))).status_code
        == 413
    )


@pytest.mark.parametrize("opening", ["[", '{"a":'])
@pytest.mark.parametrize("method", ["post", "put", "patch"])
def test_json_that_is_nested_too_deep_is_refused(client, method, opening):
    response = getattr(client, method)("/admin/", opening * 100_000, "application/json")

    assert response.status_code == 400
    assert "Diese Anfrage verstehen wir nicht" in response.content.decode()


def test_json_in_a_field_and_names_of_fields_have_limits_too(client):
    assert client.post(LINK, {"email": "[" * 5000}).status_code == 400
    assert client.post(LINK, {"a-0-" * LONGEST_NAME: "a"}).status_code == 400
    assert client.post(LINK, {"email": "[" * DEEPEST_JSON}).status_code == 200
    assert client.post(LINK, {"email": "text with [ and { " * 500}).status_code == 200


def test_depth_counts_brackets_outside_of_texts():
    assert depth(b"") == 0
    assert depth(json.dumps({"a": [[{"b": "[[[[{{{{"}], '"[[['], "]": "\\"}).encode()) == 4
    assert depth(b'"' + b"[" * 100) == 0


@pytest.mark.parametrize(
    "host", ["evil.example", "vielfalt.example.evil.example", "evil.example:443", "@", "a b"]
)
def test_another_host_is_refused(client, settings, host):
    settings.ALLOWED_HOSTS = ["vielfalt.example"]

    assert client.get("/de/suche/", headers={"host": host}).status_code == 400
    assert client.get("/de/suche/", headers={"host": "vielfalt.example"}).status_code == 200


FORWARDED = {
    "X-Forwarded-Host": "evil.example", "X-Forwarded-Server": "evil.example", "X-Forwarded-Port": "4444",
    "X-Host": "evil.example", "X-Original-URL": "/admin/", "X-Rewrite-URL": "/admin/", "Forwarded": "host=evil.example",
    "X-HTTP-Method-Override": "DELETE", "X-Forwarded-Prefix": "/evil.example", "X-Forwarded-Scheme": "nothttps",
}  # fmt: skip


@pytest.mark.parametrize("name", FORWARDED)
@pytest.mark.parametrize(
    "path", ["/", "/de/konto/anmelden/", "/admin/", "/sitemap.xml", "/bewerbung/", "/de/suche"]
)
@pytest.mark.asvs("4.1.3")
def test_headers_of_proxies_change_neither_addresses_nor_pages(client, name, path):
    plain, forged = client.get(path), client.get(path, headers={name: FORWARDED[name]})

    assert (forged.status_code, forged.get("Location")) == (plain.status_code, plain.get("Location"))
    assert b"evil.example" not in forged.content
    assert "evil.example" not in str(forged.headers)


@pytest.mark.asvs("15.3.4")
def test_a_claimed_address_does_not_help_against_limits(client, settings):
    settings.TRUSTED_PROXIES = 0
    answers = [
        client.post(
            SIGN_IN, {"login": "amal", "password": "falsch"}, headers={"x-forwarded-for": f"192.0.2.{index}"}
        ).status_code
        for index in range(31)
    ]

    assert answers[-1] == 429
    assert set(answers[:8]) == {200}
