"""A NUL byte in path, query, cookie or body is answered with 400, never with 500 (PostgreSQL stores none)."""

import json

import pytest
from django.test import Client

from cms_apps.volunteering.models import Application, Draft
from cms_apps.volunteering.wizard.steps import STEPS

NUL = "\x00"
SAMPLE = [
    "/de/", "/de/aktuelles/", "/de/presse/", "/de/bewerbung/", "/de/bewerbung/link/",
    "/de/bewerbung/stand/{number}/", "/de/bewerbung/bestaetigen/{confirm}/", "/de/schreibtisch/",
    "/de/schreibtisch/bewerbungen/{number}/", "/de/konto/anmelden/", "/de/konto/passwort/vergessen/",
    "/admin/login/", "/admin/", "/django-admin/login/", "/healthz", "/sitemap.xml",
    "/media/a.png", "/dokumente/1/a.pdf", "/static/css/main.css", "/gibt-es-nicht/",
]  # fmt: skip
FORMS = {
    "/de/bewerbung/link/": ["email"],
    "/de/konto/anmelden/": ["login", "password", "next"],
    "/de/konto/passwort/vergessen/": ["email"],
}
STEP_FIELDS = [
    ("ort", "place"), ("ort", "shown_for"), ("ort", "organisation"), ("sprachen", "rows"),
    ("sprachen", "code_0"), ("sprachen", "level_0"), ("sprachen", "spoken_0"), ("zeiten", "slots"),
    ("zeiten", "hours"), ("zeiten", "topics"), ("ueber-mich", "motivation"), ("kontakt", "first_name"),
    ("kontakt", "last_name"), ("kontakt", "email"), ("kontakt", "phone"), ("kontakt", "asked_about"), ("kurs", "course"),
    ("pruefen", "privacy_notice"), ("pruefen", "statistics"), ("pruefen", "notice"), ("gespraech", "when"),
    ("gespraech", "how"), ("alter", "birth_year"), ("alter", "shown_for"),
]  # fmt: skip


@pytest.fixture
def strict(world, strict_client):
    """A client that tells a 500, and the sample with the names of real objects."""
    return strict_client, [path.format(**world.names) for path in SAMPLE]


@pytest.mark.slow
def test_nul_in_path_is_refused(strict):
    client, paths = strict

    answers = {path: client.get(path.rstrip("/") + "/a%00b/").status_code for path in paths}

    assert {path: status for path, status in answers.items() if status != 400} == {}


@pytest.mark.slow
@pytest.mark.parametrize("query", ["seite=1%00", "a%00b=1"], ids=["value", "name"])
def test_nul_in_query_is_refused(strict, query):
    client, paths = strict
    dynamic = [path for path in paths if not path.startswith("/static/")]

    answers = {path: client.get(f"{path}?{query}").status_code for path in dynamic}

    assert {path: status for path, status in answers.items() if status != 400} == {}


@pytest.mark.slow
@pytest.mark.parametrize("cookie", ["vf_draft", "vf_links", "sessionid", "csrftoken", "anything"])
def test_nul_in_cookie_is_refused(strict, cookie):
    client, paths = strict
    dynamic = [path for path in paths if not path.startswith("/static/")]

    # A browser writes it as an octal escape in quotes.
    answers = {path: client.get(path, HTTP_COOKIE=f'{cookie}="a\\000b"').status_code for path in dynamic}

    assert {path: status for path, status in answers.items() if status != 400} == {}


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "fields"), FORMS.items(), ids=list(FORMS))
def test_nul_in_a_form_is_refused(strict_client, path, fields):
    for field in fields:
        assert strict_client.post(path, {field: f"a{NUL}b"}).status_code == 400
        assert (
            strict_client.post(path, f"{field}=a%00b", "application/x-www-form-urlencoded").status_code == 400
        )
        assert strict_client.post(path, {f"a{NUL}": "b"}).status_code == 400


@pytest.mark.django_db
def test_fields_of_the_sign_up_are_all_tried(organisation):
    fixed = {(step.name, name) for step in STEPS for name in step.form.base_fields}

    assert fixed <= set(STEP_FIELDS)


@pytest.mark.django_db
@pytest.mark.parametrize(("step", "field"), STEP_FIELDS)
def test_nul_in_the_sign_up_is_refused_and_keeps_what_was_typed(client, organisation, step, field):
    client.post("/de/bewerbung/", {"ort-place": "65183"})
    draft = Draft.objects.get()

    answer = client.post(f"/de/bewerbung/{draft.key}/{step}/", {f"{step}-{field}": f"a{NUL}b"})

    assert answer.status_code == 400
    assert Draft.objects.get().data == draft.data
    assert Application.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch"])
def test_nul_in_a_body_that_is_no_form_is_refused(strict_client, method):
    send = getattr(strict_client, method)

    assert send("/admin/", json.dumps({"a": f"b{NUL}"}), "application/json").status_code == 400
    assert send("/admin/", f"value=a{NUL}b".encode(), "application/x-www-form-urlencoded").status_code == 400
    assert send("/admin/", "value=a%00b", "application/x-www-form-urlencoded").status_code == 400


@pytest.mark.django_db
def test_the_same_requests_without_nul_are_answered(client, site):
    assert client.get("/de/?seite=1").status_code == 200
    assert client.get("/de/", HTTP_COOKIE='anything="a\\060b"').status_code == 200
    assert client.post("/de/bewerbung/link/", {"email": "ab"}).status_code == 200


@pytest.mark.django_db
def test_refusal_in_the_sign_up_says_that_nothing_is_lost():
    page = Client().post("/de/bewerbung/", {"ort-place": NUL}).content.decode()

    assert "gespeichert" in page
