"""Passwords: kept as typed, long ones and plain words welcome, known ones not, and changed by whoever knows the old one."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings as configured
from django.contrib.auth.hashers import identify_hasher
from django.test import Client
from vielfalt.settings.parts import security

from cms_apps.accounts.models import User
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db
SIGN_IN, CHANGE = "/de/konto/anmelden/", "/de/konto/passwort/"
WORD = "Ein-langes-Wort-9"


@pytest.fixture
def user():
    return make_user("dana", password=WORD)


def signed_in(word: str = WORD) -> Client:
    client = Client()
    client.post(SIGN_IN, {"login": "dana", "password": word})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def change(client: Client, new: str, old: str = WORD):
    return client.post(CHANGE, {"oldpassword": old, "password1": new, "password2": new})


@pytest.mark.asvs("6.2.2", "6.2.3")
@pytest.mark.parametrize(("old", "changed"), [(WORD, True), ("Ein-falsches-Wort-9", False), ("", False)])
def test_whoever_knows_the_old_one_changes_it(user, old, changed):
    change(signed_in(), "Ein-anderes-Wort-7", old)

    assert User.objects.get().check_password("Ein-anderes-Wort-7") is changed


@pytest.mark.asvs("6.2.1", "6.2.4")
@pytest.mark.parametrize(
    "word", ["elfzeichen1", "123456789abc", "1234567890qwertyuiop", "dana@vielfalt.example"]
)
def test_short_known_and_own_words_are_refused(user, word):
    answer = change(signed_in(), word)

    assert answer.status_code == 200
    assert User.objects.get().check_password(WORD)


LONG = "lauter kleine wörter und nichts sonst, aber viele davon und am ende noch mehr"
ANY = [
    "nurkleinebuchstaben", "NURGROSSEBUCHSTABEN", "847362519048", "        leer davor", " Am Rand bleibt Platz ",
    "пароль из слов", "🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊🦊", LONG, f"{LONG} {LONG}",
]  # fmt: skip


@pytest.mark.asvs("6.2.5", "6.2.8", "6.2.9")
@pytest.mark.parametrize("word", ANY, ids=ascii)
def test_any_signs_and_any_length_are_kept_exactly(user, word):
    change(signed_in(), word)

    assert is_in(signed_in(word))
    for other in {word.swapcase(), word.strip(), word[:64], word[:-1]} - {word}:
        assert not is_in(signed_in(other)), other


@pytest.mark.asvs("6.2.6", "6.2.7")
@pytest.mark.parametrize(
    ("path", "words"), [(SIGN_IN, {"current-password"}), (CHANGE, {"current-password", "new-password"})]
)
def test_fields_are_masked_and_open_to_password_managers(user, path, words):
    html = (signed_in() if path == CHANGE else Client()).get(path).content.decode()

    fields = [one for one in re.findall(r"<input[^>]+>", html) if "password" in one]
    assert fields
    assert all('type="password"' in one for one in fields)
    assert {word for one in fields for word in re.findall(r'autocomplete="([^"]+)"', one)} == words
    assert "onpaste" not in html
    assert "maxlength" not in "".join(fields)


@pytest.mark.asvs("6.4.3")
def test_a_new_password_does_not_get_round_the_second_factor(user, deliver):
    TOTP.activate(user, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    client = Client()
    client.post("/de/konto/passwort/vergessen/", {"email": user.email})
    (mail,) = deliver()
    form = client.get(re.search(r"http://testserver(/\S+)", mail.body).group(1), follow=True)

    client.post(form.redirect_chain[-1][0], {"password1": LONG, "password2": LONG})

    assert User.objects.get().check_password(LONG)
    assert not is_in(client)
    assert not is_in(signed_in(LONG))


@pytest.mark.asvs("11.4.2")
def test_they_lie_hashed_with_argon2id(settings):
    settings.PASSWORD_HASHERS = security.PASSWORD_HASHERS

    user = make_user("dana", password=WORD)

    assert identify_hasher(user.password).algorithm == "argon2"
    assert user.password.startswith("argon2$argon2id$")


@pytest.mark.asvs("7.2.1", "7.2.3")
def test_a_session_is_a_long_random_key_and_a_made_up_one_opens_nothing(user):
    keys = {signed_in().session.session_key for _ in range(5)}
    made_up = Client()
    made_up.cookies[configured.SESSION_COOKIE_NAME] = "a" * 32

    assert len(keys) == 5
    assert all(re.fullmatch("[0-9a-z]{32}", key) for key in keys)  # 36 ** 32: 165 bits
    assert made_up.get(CHANGE).status_code == 302
