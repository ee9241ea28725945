"""The second factor: set up, asked for at sign-in, unreadable at rest, and no way around it."""

import datetime as dt
import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from cryptography.fernet import Fernet
from django.contrib.auth.models import Permission
from django.test import Client

from cms_apps.accounts.authenticators import reencrypt
from cms_apps.foundation.encryption import decrypt, encrypt
from cms_apps.organisations.models import Membership
from tests.accounts.passkeys import credential
from tests.factories.people import make_member, make_user
from tests.rows import mail_rows
from tests.statements import with_session

LOGIN, ACCOUNT = "/de/konto/anmelden/", "/de/konto/sicherheit/"
SECOND = "/de/konto/zweiter-faktor/"
AGAIN = f"{SECOND}noch-einmal/"
WORD = "Ein-langes-Wort-9"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
BEHIND_THE_FACTOR = ["app/entfernen/", "ersatzcodes/neu/", "passkeys/neu/"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user("dana", password=WORD)


@pytest.fixture
def app(user):
    return TOTP.activate(user, SECRET).instance


def code_now(secret=SECRET, ahead=0) -> str:
    return format_hotp_value(hotp_value(secret, int(dt.datetime.now(dt.UTC).timestamp()) // 30 + ahead))


def show_factor_again(client) -> None:
    """As the account page asks for it; with the code that the app shows next, for the one of now is used up."""
    client.post(AGAIN, {"code": code_now(ahead=1)})


def sign_in(client, path=LOGIN):
    return client.post(path, {"login": "dana", "password": WORD, "username": "dana"})


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def signed_in() -> Client:
    client = Client()
    sign_in(client)
    client.post("/de/konto/noch-einmal-anmelden/", {"password": WORD})
    return client


def set_up_app(client) -> str:
    page = client.get(f"{ACCOUNT}app/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page).group(1)
    assert client.post(f"{ACCOUNT}app/", {"code": code_now(secret)}).url == f"{ACCOUNT}ersatzcodes/"
    return secret


def test_account_page_names_the_person_and_costs_the_same_with_factors(user, app, django_assert_num_queries):
    client = signed_in()
    client.post(SECOND, {"code": code_now()})
    with django_assert_num_queries(with_session(6)):
        html = client.get(ACCOUNT).content.decode()

    assert "dana@vielfalt.example" in html
    assert "App entfernen" in html


@pytest.mark.asvs("6.5.2")
def test_app_is_set_up_and_its_secret_lies_encrypted(user):
    secret = set_up_app(signed_in())

    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in kept
    assert decrypt(kept.encode()) == secret
    seed = Authenticator.objects.get(type="recovery_codes").data["seed"]
    assert decrypt(seed.encode())


def test_setting_up_tells_the_person_by_mail_without_the_secret(
    user, deliver, django_capture_on_commit_callbacks
):
    client = signed_in()
    with django_capture_on_commit_callbacks(execute=True):
        secret = set_up_app(client)

    bodies = [message.body for message in deliver()]

    assert any("App als zweiter Faktor eingerichtet" in body for body in bodies)
    assert all(secret not in body for body in bodies)


@pytest.mark.asvs("7.5.1")
def test_setting_up_asks_for_the_password_first(user):
    client = Client()
    client.force_login(user)

    assert client.get(f"{ACCOUNT}app/").url.startswith("/de/konto/noch-einmal-anmelden/")


def test_wrong_code_sets_nothing_up(user):
    client = signed_in()
    client.get(f"{ACCOUNT}app/")

    answer = client.post(f"{ACCOUNT}app/", {"code": "000000"})

    assert answer.status_code == 200
    assert "Dieser Code passt nicht" in answer.content.decode()
    assert not Authenticator.objects.exists()


@pytest.mark.asvs("6.3.3")
def test_password_alone_does_not_sign_in(client, user, app):
    assert sign_in(client).url == SECOND
    assert not is_in(client)
    assert client.get("/de/konto/").url.startswith(LOGIN)

    client.post(SECOND, {"code": code_now()})

    assert is_in(client)


@pytest.mark.parametrize("path", ["/admin/login/", "/django-admin/login/", "/de/_util/login/"])
@pytest.mark.asvs("6.3.4")
def test_no_other_door_signs_in_past_it(client, user, app, path):
    sign_in(client, path)
    assert not is_in(client)

    sign_in(client)
    sign_in(client, path)

    assert not is_in(client)
    assert client.get("/admin/").status_code == 302


def lost(user) -> str:
    """What the page says to whoever has neither telephone nor codes."""
    TOTP.activate(user, SECRET)
    client = Client()
    sign_in(client)
    return client.get(SECOND).content.decode()


def test_who_lost_everything_is_sent_to_whoever_can_help(organisation, user):
    make_member(organisation, role="administrator")
    Membership.objects.create(organisation=organisation, user=user)

    assert "Wer bei Ihrem Träger die Rolle „Verwaltung“ hat" in lost(user)


@pytest.mark.parametrize(
    "who", ["editor", "only administrator", "member of two", "member and editor", "nobody"]
)
def test_all_others_are_sent_to_the_centre(organisation, other_organisation, user, who):
    role = "administrator" if who == "only administrator" else "reader"
    if who != "only administrator":
        make_member(organisation, role="administrator")
    if "member" in who or who == "only administrator":
        Membership.objects.create(organisation=organisation, user=user, role=role)
    if who == "member of two":
        Membership.objects.create(organisation=other_organisation, user=user)
    if "editor" in who:
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))

    page = lost(user)

    assert "Ihrem Träger" not in page
    assert "Wir setzen den zweiten Faktor zurück" in page


def test_wrong_second_factor_stays_out(client, user, app):
    sign_in(client)

    answer = client.post(SECOND, {"code": "000000"})

    assert answer.status_code == 200
    assert not is_in(client)


@pytest.mark.asvs("6.5.1")
def test_code_signs_in_once(client, user, app):
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False):
        sign_in(client)
        client.post(SECOND, {"code": code_now()})
        other = Client()
        sign_in(other)
        other.post(SECOND, {"code": code_now()})

    assert (is_in(client), is_in(other)) == (True, False)


def test_code_that_set_the_app_up_does_not_sign_in(user):
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False) as clock:
        secret = set_up_app(signed_in())
        code = code_now(secret)
        clock.shift(31)  # it would fit half a minute longer
        other = Client()
        sign_in(other)
        other.post(SECOND, {"code": f"{code[:3]} {code[3:]}"})
        assert not is_in(other)

        other.post(SECOND, {"code": code_now(secret, ahead=1)})

    assert is_in(other)


def test_code_signs_in_once_as_long_as_it_fits(client, user, app):
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False) as clock:
        code = code_now(ahead=1)
        sign_in(client)
        client.post(SECOND, {"code": code})
        clock.shift(45)
        other = Client()
        sign_in(other)
        other.post(SECOND, {"code": code})

    assert (is_in(client), is_in(other)) == (True, False)


def test_code_that_was_taken_costs_a_try(client, user, app):
    """Else whoever saw one could clear the count of wrong ones with it."""
    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False) as clock:
        code = code_now(ahead=1)
        sign_in(client)
        client.post(SECOND, {"code": code})
        clock.shift(45)  # allauth has forgotten it
        other = Client()
        sign_in(other)
        for typed in [*["000000"] * 5, code, *["000000"] * 5, code_now(ahead=1)]:
            other.post(SECOND, {"code": typed})

    assert not is_in(other)


@pytest.mark.asvs("6.3.1", "6.6.3")
def test_guessing_codes_is_slowed_down(client, user, app):
    sign_in(client)
    for _ in range(10):
        client.post(SECOND, {"code": "000000"})

    client.post(SECOND, {"code": code_now()})

    assert not is_in(client)


@pytest.mark.asvs("6.5.1")
def test_recovery_code_signs_in_once(user):
    client = signed_in()
    set_up_app(client)
    code = re.search(r"<code>(\d+)</code>", client.get(f"{ACCOUNT}ersatzcodes/").content.decode()).group(1)

    signed = []
    for _ in range(2):
        one = Client()
        sign_in(one)
        one.post(SECOND, {"code": code})
        signed.append(is_in(one))

    assert signed == [True, False]


def test_app_is_removed(user, app):
    client = Client()
    sign_in(client)
    client.post(SECOND, {"code": code_now()})
    show_factor_again(client)
    assert client.get(f"{ACCOUNT}app/entfernen/").status_code == 200

    client.post(f"{ACCOUNT}app/entfernen/")

    assert not Authenticator.objects.exists()
    assert mail_rows().filter(recipient=user.email).exists()


@pytest.mark.parametrize("path", BEHIND_THE_FACTOR)
def test_password_alone_changes_no_factor(user, app, path):
    """Whoever has the browser and the password must not take away, add or read anything."""
    client = Client()
    sign_in(client)
    client.post(SECOND, {"code": code_now()})

    refused = client.post("/de/konto/noch-einmal-anmelden/", {"password": WORD})

    assert refused.url == AGAIN
    assert client.get(f"{ACCOUNT}{path}").url.startswith(AGAIN)
    assert client.post(f"{ACCOUNT}{path}").url.startswith(AGAIN)
    show_factor_again(client)
    assert client.get(f"{ACCOUNT}{path}").status_code == 200


def test_setting_up_ends_all_other_sessions(user):
    """Among them may be that of whoever only knows the password."""
    mine, theirs = signed_in(), signed_in()

    set_up_app(mine)

    assert (is_in(mine), is_in(theirs)) == (True, False)
    assert mine.get(f"{ACCOUNT}ersatzcodes/").status_code == 200


def test_passkey_is_a_way_to_show_the_factor_again(user, app):
    user.authenticator_set.create(type="webauthn", data={"name": "Gerät", "credential": credential()})
    client = Client()
    sign_in(client)
    client.post(SECOND, {"code": code_now()})

    page = client.get(AGAIN).content.decode()

    assert f"{SECOND}passkey/" in page
    assert "Mit einem Code" in client.get(f"{SECOND}passkey/").content.decode()
    assert f"{SECOND}passkey/" not in client.get(AGAIN, headers={"host": "127.0.0.1"}).content.decode()


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "[::1]:8000"])
def test_passkeys_are_hidden_at_an_ip_address(user, host):
    client = Client(headers={"host": host})
    sign_in(client)

    account = client.get(ACCOUNT).content.decode()

    assert "Passkey" not in account
    for path in ("sicherheit/passkeys/", "sicherheit/passkeys/neu/", "anmelden/passkey/"):
        assert client.get(f"/de/konto/{path}").status_code == 404
    assert "Passkey" not in Client(headers={"host": host}).get(LOGIN).content.decode()


def test_passkeys_are_offered_at_a_name(user):
    client = signed_in()

    assert "Passkey einrichten" in client.get(ACCOUNT).content.decode()
    assert "creation" in client.get(f"{ACCOUNT}passkeys/neu/").content.decode()
    assert "Mit Passkey anmelden" in Client().get(LOGIN).content.decode()


@pytest.mark.asvs("11.2.2")
def test_rotation_renews_the_secret_and_the_app_goes_on(user, app, settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    before = {one.pk: decrypt_all(one) for one in Authenticator.objects.all()}
    settings.FIELD_KEYS = [old]
    for one in Authenticator.objects.all():
        Authenticator.objects.filter(pk=one.pk).update(
            data={**one.data, **{name: encrypt(text).decode() for name, text in before[one.pk].items()}}
        )
    settings.FIELD_KEYS = [new, old]

    assert reencrypt().changed == len(before)
    assert reencrypt().changed == 0

    settings.FIELD_KEYS = [new]
    assert {one.pk: decrypt_all(one) for one in Authenticator.objects.all()} == before


def decrypt_all(one):
    return {name: decrypt(one.data[name].encode()) for name in ("secret", "seed") if name in one.data}
