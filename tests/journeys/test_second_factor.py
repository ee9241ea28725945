"""A member of the desk sets up a second factor and signs in with it, in a browser."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests.factories.people import make_member, make_organisation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORD = "Ein-langes-Wort-9"


@pytest.fixture
def member(site):
    return make_member(make_organisation("Träger A"), username="dana", password=WORD)


def sign_in(page, url=""):
    page.goto(f"{url}/de/konto/anmelden/")
    page.get_by_label("Name oder E-Mail-Adresse").fill("dana")
    page.get_by_label("Passwort").fill(WORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()


def confirm_password(page):
    page.get_by_label("Passwort").fill(WORD)
    page.get_by_role("button", name="Weiter").click()


def code_from(page) -> str:
    secret = page.locator("code").first.inner_text()
    return format_hotp_value(hotp_value(secret, int(dt.datetime.now(dt.UTC).timestamp()) // 30))


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_app_is_set_up_and_asked_for(someone, member, script):
    page = someone(java_script_enabled=script)
    sign_in(page)
    page.get_by_role("link", name="Mein Konto").click()
    page.get_by_role("link", name="App einrichten").click()
    confirm_password(page)
    page.get_by_label("Code, der jetzt in der App steht").fill(code_from(page))
    page.get_by_role("button", name="App einrichten").click()
    expect(page.get_by_role("heading", name="Ersatzcodes")).to_be_visible()
    spare = page.locator("code").first.inner_text()

    again = someone(java_script_enabled=script)
    sign_in(again)
    expect(again.get_by_role("heading", name="Zweiter Faktor")).to_be_visible()
    again.get_by_label("Code aus der App oder Ersatzcode").fill(spare)
    again.get_by_role("button", name="Anmelden", exact=True).click()

    again.wait_for_url("**/de/schreibtisch/")


@pytest.fixture
def at_a_name(live_server):
    """The same server under a name: browsers let no passkey be used at an IP address."""
    return live_server.url.replace("127.0.0.1", "localhost")


def with_authenticator(page):
    """Plug a device with a fingerprint reader into the browser."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_passkey_is_set_up_and_signs_in_without_password_or_beside_it(someone, member, at_a_name):
    page = someone()
    page.watch.origin = at_a_name
    with_authenticator(page)
    sign_in(page, at_a_name)
    page.get_by_role("link", name="Mein Konto").click()
    page.get_by_role("link", name="Passkey einrichten").click()
    confirm_password(page)
    page.get_by_label("Damit auch ohne Passwort anmelden").check()
    page.get_by_role("button", name="Passkey einrichten").click()
    expect(page.get_by_role("heading", name="Ersatzcodes")).to_be_visible()
    assert Authenticator.objects.filter(type="webauthn", user=member).count() == 1

    page.context.clear_cookies()
    page.goto(f"{at_a_name}/de/konto/anmelden/")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.wait_for_url("**/de/schreibtisch/")

    page.context.clear_cookies()
    sign_in(page, at_a_name)
    page.get_by_role("button", name="Mit Passkey", exact=True).click()
    page.wait_for_url("**/de/schreibtisch/")


def test_passkey_that_the_person_cancels_says_so(someone, member, at_a_name):
    page = someone()
    page.watch.origin = at_a_name
    with_authenticator(page)  # a device without any passkey
    page.goto(f"{at_a_name}/de/konto/anmelden/")

    expect(page.get_by_text("Das hat nicht geklappt.")).to_be_hidden()

    page.get_by_role("button", name="Mit Passkey anmelden").click()

    expect(page.get_by_text("Das hat nicht geklappt.")).to_be_visible()


def test_without_script_no_button_of_a_passkey_is_there(someone, site, at_a_name):
    page = someone(java_script_enabled=False)
    page.watch.origin = at_a_name

    page.goto(f"{at_a_name}/de/konto/anmelden/")

    expect(page.get_by_text("Mit Passkey anmelden")).to_be_hidden()
    expect(page.get_by_text("Das hat nicht geklappt.")).to_be_hidden()
