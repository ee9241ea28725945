"""What happens around the second factor stands in the security log: ids and kinds, no codes."""

import re

import pytest
from django.test import Client

from cms_apps.accounts import services
from tests.accounts.passkeys import credential
from tests.accounts.test_second_factor import (
    ACCOUNT,
    AGAIN,
    LOGIN,
    SECOND,
    WORD,
    app,
    code_now,
    set_up_app,
    show_factor_again,
    sign_in,
    signed_in,
    user,
)
from tests.factories.people import make_user

__all__ = ["app", "user"]  # fixtures
pytestmark = pytest.mark.django_db
PASSKEY = {"credential": '{"id": "x"}'}


@pytest.fixture
def told(caplog):
    """The lines since the last call."""
    caplog.set_level("INFO", logger="vielfalt.security")

    def lines():
        found = [one.getMessage() for one in caplog.records if one.name == "vielfalt.security"]
        caplog.clear()
        return found

    return lines


def asked_for_factor():
    client = Client()
    sign_in(client)
    return client


def let_in():
    client = asked_for_factor()
    client.post(SECOND, {"code": code_now()})
    return client


@pytest.mark.parametrize("data", [{"code": "000000"}, {"code": "12345678"}, PASSKEY], ids=str)
def test_wrong_answer_at_sign_in(user, app, told, data):
    client = asked_for_factor()
    told()

    client.post(SECOND, data)

    what = "passkey" if "credential" in data else "code"
    assert told() == [f"second_factor_failed user={user.pk} what={what}"]


def test_code_that_was_taken_is_a_wrong_answer(user, app, told):
    client = asked_for_factor()
    code = code_now()
    let_in()
    told()

    client.post(SECOND, {"code": code})

    assert told() == [f"second_factor_failed user={user.pk} what=code"]


def test_passkey_in_place_of_the_password(client, told):
    client.get("/de/konto/anmelden/passkey/", headers={"accept": "application/json"})

    client.post("/de/konto/anmelden/passkey/", PASSKEY)

    assert told() == ["sign_in_failed user=- what=passkey"]


@pytest.mark.parametrize(
    ("path", "data", "what"),
    [(AGAIN, {"code": "000000"}, "code"), (f"{SECOND}passkey/", PASSKEY, "passkey")],
)
def test_wrong_answer_when_asked_again(user, app, told, path, data, what):
    user.authenticator_set.create(type="webauthn", data={"name": "Gerät", "credential": credential()})
    client = let_in()
    told()

    client.post(path, data)

    assert told() == [f"reauthentication_failed user={user.pk} what={what}"]


def test_wrong_password_when_asked_again(user, told):
    client = asked_for_factor()
    told()

    client.post("/de/konto/noch-einmal-anmelden/", {"password": "falsch"})

    assert f"reauthentication_failed user={user.pk} what=password" in told()


def test_wrong_code_at_the_set_up(user, told):
    client = signed_in()
    client.get(f"{ACCOUNT}app/")
    told()

    client.post(f"{ACCOUNT}app/", {"code": "000000"})

    assert told() == [f"second_factor_failed user={user.pk} what=app set up"]


def test_limits_of_allauth(user, app, told):
    client = asked_for_factor()
    for _ in range(8):
        client.post(SECOND, {"code": "000000"})
    told()

    client.post(SECOND, {"code": "000000"})

    assert told() == [f"limit_hit user={user.pk} what=code"]


def test_limit_of_sign_in(client, user, told):
    for _ in range(8):
        client.post(LOGIN, {"login": "dana", "password": "falsch"})
    told()

    client.post(LOGIN, {"login": "dana", "password": WORD})

    assert told() == ["limit_hit user=- what=sign in"]


def test_set_up_renewed_and_removed(user, told, django_capture_on_commit_callbacks):
    client = signed_in()
    told()
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(client)
    assert told() == [
        f"second_factor_changed user={user.pk} what=totp added",
        f"second_factor_changed user={user.pk} what=recovery_codes added",
    ]

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{ACCOUNT}ersatzcodes/neu/")
    assert told() == [f"second_factor_changed user={user.pk} what=recovery_codes renewed"]

    client.post(f"{ACCOUNT}app/entfernen/")
    assert f"second_factor_changed user={user.pk} what=totp removed" in told()


def test_reset_by_another(user, app, told):
    boss = make_user()

    services.reset_second_factor(user, actor=boss)

    assert f"second_factor_changed user={user.pk} what=reset by {boss.pk}" in told()


def test_no_line_holds_a_code(user, app, told):
    client = let_in()
    show_factor_again(client)
    client.post(AGAIN, {"code": "918273"})

    assert not re.search(r"918273|dana", " ".join(told()))


@pytest.mark.parametrize(
    "answer",
    ['{"id": "x"}', "[1]", "3", '"x"', '{"id": 1, "rawId": 2, "response": {}}', '{"response": []}'],
    ids=str,
)
def test_what_no_browser_sends_is_a_wrong_answer(client, told, answer):
    client.get("/de/konto/anmelden/passkey/", headers={"accept": "application/json"})

    response = client.post("/de/konto/anmelden/passkey/", {"credential": answer})

    assert response.url == LOGIN
    assert told() == ["sign_in_failed user=- what=passkey"]
