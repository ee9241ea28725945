"""The pages and mails around an account, as people get them."""

import re

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.utils import timezone

from cms_apps.accounts.models import User
from tests.accessibility.patterns import terms

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MAILS = [
    "login_code",
    "login_code_refused",
    "password_reset_key",
    "unknown_account",
    "password_changed",
    "password_set",
    "password_reset",
]


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("anmelden/", "Anmelden"),
        ("anmelden/code/", "Mit Code anmelden"),
        ("neu/", "Ein Konto gibt es auf Einladung"),
        ("gesperrt/", "Dieses Konto ist gesperrt"),
        ("passwort/vergessen/", "Passwort vergessen"),
        ("passwort/vergessen/gesendet/", "Sehen Sie in Ihr Postfach"),
        ("passwort/geaendert/", "Ihr Passwort ist geändert"),
        ("passwort/neu/1-abc/", "Dieser Link gilt nicht mehr"),
    ],
    ids=lambda value: value if "/" in value else None,
)
def test_page_of_sign_in(client, path, heading):
    html = client.get(f"/de/konto/{path}").content.decode()

    assert f"<h1>{heading}</h1>" in html


def test_sign_in_offers_guides_a_code_and_the_link(client):
    html = client.get("/de/konto/anmelden/").content.decode()

    assert "Für Lots*innen" in html
    assert 'href="/de/konto/anmelden/code/">Mit Code anmelden</a>' in html
    assert '<a href="/de/bewerbung/link/">Ich habe keinen Link mehr</a>' in html
    assert "/de/konto/neu/" not in html


def test_wrong_password_is_told_in_the_summary(client):
    html = client.post(
        "/de/konto/anmelden/", {"login": "amira@mail.example", "password": "falsch"}
    ).content.decode()

    assert 'class="error-summary" role="alert"' in html
    assert "<title>Fehler: Anmelden" in html


@pytest.mark.parametrize("path", ["passwort/", "noch-einmal-anmelden/", "abmelden/"])
def test_page_of_a_signed_in_person(client, path):
    person = User.objects.create_user("amira", "amira@mail.example", "ein langes Passwort")
    client.force_login(person)

    response = client.get(f"/de/konto/{path}")

    assert response.status_code == 200
    assert response.content.decode().count("<h1>") == 1


@pytest.mark.parametrize("code", ["unknown", "expired", "used"])
def test_invitation_that_is_over_names_the_way_out(code, rf):
    html = render_to_string(
        "account/invitation_over.html", {"code": code, "terms": terms()}, request=rf.get("/")
    )

    assert html.count("<h1>") == 1
    assert "0611 555 0100" in html


def test_missing_page_says_what_to_do(client):
    response = client.get("/de/gibt-es-nicht/")

    assert response.status_code == 404
    assert "<h1>Diese Seite gibt es nicht</h1>" in response.content.decode()


@pytest.mark.parametrize("name", MAILS)
def test_mail_of_sign_in_is_german_plain_text(name):
    context = {"password_reset_url": "http://testserver/x/", "email": "o'neill@mail.example"}

    subject = render_to_string(f"account/email/{name}_subject.txt", context).strip()
    body = render_to_string(f"account/email/{name}_message.txt", context).strip()

    assert subject
    assert "\n" not in subject
    assert body.startswith("Guten Tag,")
    assert "&" not in body
    assert re.findall(r"\b(?:you|your|the|password|account)\b", body.lower()) == []


def test_invitation_mail():
    organisation = "Verein für „Brücken“ & Türen"
    context = {
        "user": User(first_name="Jana", last_name="Okafor"),
        "url": "http://testserver/de/konto/einladung/abc/",
        "expires_at": timezone.now(),
        "terms": terms(),
        "organisation": organisation,
    }

    text = render_to_string("emails/organisations/invitation.txt", context)

    assert text.startswith("Ihre Einladung: Kompetenzzentrum Vielfalt Hessen\nGuten Tag Jana Okafor,")
    assert organisation in text
    assert "http://testserver/de/konto/einladung/abc/" in text
    assert mail.outbox == []
