"""Whether an address is known is not to be seen: same status, page, mails waiting and questions to the database."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms_apps.accounts.backends import AccountBackend
from cms_apps.accounts.models import User
from tests.factories.people import make_application, make_member, make_user
from tests.rows import mail_rows

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN = "dana@vielfalt.example", "nora@vielfalt.example"  # of the same length
CODE = "/de/konto/anmelden/code/eingeben/"
FORMS = {
    "sign in by mail": ("/de/konto/anmelden/", lambda one: {"login": one, "password": "falsch"}),
    "sign in by name": (
        "/de/konto/anmelden/",
        lambda one: {"login": one.partition("@")[0], "password": "falsch"},
    ),
    "new password": ("/de/konto/passwort/vergessen/", lambda one: {"email": one}),
    "sign up": ("/de/konto/neu/", lambda one: {"email": one, "password1": "Ein-langes-Wort-9"}),
    "code": ("/de/konto/anmelden/code/", lambda one: {"email": one}),
    "lost link": ("/de/bewerbung/link/", lambda one: {"email": one}),
}


@pytest.fixture
def known(organisation):
    """Somebody with an account and an application."""
    make_application(organisation, email=KNOWN)
    return make_user("dana", password="Ein-langes-Wort-9")


def asked(name: str, address: str):
    """Everything that can be seen of an answer, from outside or by its time."""
    path, form = FORMS[name]
    client = Client()
    client.get(path)
    return seen(lambda path: client.post(path, form(address)), path, address)


def seen(call, path: str, address: str):
    """What an answer shows, without the address that was typed."""
    before = mail_rows().count()
    with CaptureQueriesContext(connection) as queries:
        response = call(path)
    body = re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", response.content.decode())
    body = body.replace(address.partition("@")[0], "…")
    statements = [re.sub(r"'[^']*'|\d+", "?", one["sql"]).split(" WHERE ")[0] for one in queries]
    return {
        "status": response.status_code,
        "to": response.headers.get("Location"),
        "body": body,
        "mails": mail_rows().count() - before,
        "queries": len(statements),
        "what": statements,
        "cookies": sorted(response.cookies),
    }


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("state", ["active", "shut", "without a password"])
def test_known_and_unknown_address_get_the_same_answer(known, name, state):
    if state == "shut":
        User.objects.update(is_active=False)
    elif state == "without a password":
        known.set_unusable_password()
        known.save()
    asked(name, UNKNOWN)  # what is read once and kept

    first, second = asked(name, KNOWN), asked(name, UNKNOWN)

    assert first == second


@pytest.mark.parametrize("state", ["applicant", "account", "member", "shut"])
def test_waiting_for_a_code_and_a_wrong_one_look_the_same(organisation, state):
    make_application(organisation, email=KNOWN)
    if state == "member":
        make_member(organisation, username="dana")
    elif state != "applicant":
        make_user("dana", is_active=state == "account")
    answers = []
    for address in (UNKNOWN, KNOWN, UNKNOWN):
        client = Client()
        client.post("/de/konto/anmelden/code/", {"email": address})
        page = seen(client.get, CODE, address)
        wrong = seen(lambda path, client=client: client.post(path, {"code": "0000-0000"}), CODE, address)
        answers.append((page, wrong))

    assert answers[1] == answers[2]


@pytest.mark.parametrize("login", [KNOWN, "dana", UNKNOWN, "nora"])
def test_each_attempt_hashes_once(known, login, monkeypatch):
    hashed = []
    for name in ("_check_password", "_mitigate_timing_attack"):
        real = getattr(AccountBackend, name)
        monkeypatch.setattr(
            AccountBackend,
            name,
            lambda *args, real=real, name=name: (hashed.append(name), real(*args))[1],
        )

    Client().post("/de/konto/anmelden/", {"login": login, "password": "falsch"})

    assert len(hashed) == 1


@pytest.mark.parametrize("path", ["/de/konto/passwort/vergessen/", "/de/bewerbung/link/"])
def test_a_look_alike_address_gets_nobodys_link(organisation, deliver, path):
    """PostgreSQL takes a dotless "ı" for "I" when it compares without case; a mail server does not."""
    make_application(organisation, email="dina@vielfalt.example")
    make_user("dina", password="Ein-langes-Wort-9")
    deliver()

    Client().post(path, {"email": "dına@vielfalt.example"})

    for mail in deliver():
        assert "/stand/oeffnen/" not in mail.body
        assert "/passwort/neu/" not in mail.body
