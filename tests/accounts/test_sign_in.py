"""One door: sign-in by name or mail, reset through the outbox, invitations, no open sign-up."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client

from cms_apps.accounts import services
from cms_apps.accounts.models import User
from cms_apps.foundation.encryption import decrypt, encrypt
from cms_apps.links import services as links
from cms_apps.organisations.models import Membership
from cms_apps.outbox.models import Delivery
from tests.factories.people import make_member, make_user
from tests.rows import mail_rows

LOGIN, RESET = "/de/konto/anmelden/", "/de/konto/passwort/vergessen/"
WORD, NEW_WORD = "Ein-langes-Wort-9", "Ein-anderes-Wort-7"
pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user("dana", password=WORD)


def sign_in(client, login, word=WORD):
    return client.post(LOGIN, {"login": login, "password": word})


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def link_in(message) -> str:
    return re.search(r"http://testserver(/\S+)", message.body).group(1)


@pytest.mark.parametrize("login", ["dana", "dana@vielfalt.example", "DANA@vielfalt.example"])
def test_sign_in_by_name_or_mail(client, user, login):
    response = sign_in(client, login)

    assert response.status_code == 302
    assert is_in(client)


@pytest.mark.parametrize(("login", "word"), [("dana", "falsch"), ("niemand", WORD), ("", "")])
def test_wrong_sign_in_says_the_same(client, user, login, word):
    response = sign_in(client, login, word)

    assert response.status_code == 200
    assert not is_in(client)


def test_deactivated_account_does_not_get_in(client, user):
    User.objects.update(is_active=False)

    sign_in(client, "dana")

    assert not is_in(client)


@pytest.mark.asvs("6.3.1")
def test_many_wrong_passwords_are_slowed_down(client, user):
    for _ in range(15):
        sign_in(client, "dana", "falsch")

    sign_in(client, "dana")

    assert not is_in(client)


@pytest.mark.parametrize(
    "path", ["/admin/login/", "/django-admin/login/", "/de/_util/login/", "/admin/", "/de/schreibtisch/"]
)
@pytest.mark.asvs("6.3.4")
def test_every_other_door_leads_to_the_one(client, user, path):
    asked = client.get(path)
    posted = client.post(path, {"username": "dana", "login": "dana", "password": WORD})

    assert asked.status_code == 302
    # The desk hands back what was typed (403), every other door redirects.
    assert posted.status_code == (403 if path == "/de/schreibtisch/" else 302)
    assert asked.url.startswith(LOGIN)
    assert not is_in(client)


def test_door_leads_members_to_the_desk_and_editors_to_the_admin(client, organisation):
    client.force_login(make_member(organisation))
    assert client.get("/de/konto/").url == "/de/schreibtisch/"
    client.force_login(make_user(is_superuser=True))

    assert client.get("/de/konto/").url == "/admin/"


def test_nobody_makes_an_account(client):
    page = client.get("/de/konto/neu/")
    client.post("/de/konto/neu/", {"email": "neu@vielfalt.example", "password1": WORD})

    assert page.status_code == 200
    assert b"<form" not in page.content or b"password1" not in page.content
    assert User.objects.count() == 0


def test_reset_goes_through_the_outbox_and_no_link_lies_in_it(client, user, deliver):
    client.post(RESET, {"email": user.email})
    row = mail_rows().get()
    assert mail.outbox == []
    assert (bytes(row.secret), row.payload) == (b"", {})  # the link is made when the mail is

    (message,) = deliver()

    assert message.to == [user.email]
    form = client.get(link_in(message), follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": NEW_WORD, "password2": NEW_WORD})
    assert is_in(Client()) is False
    fresh = Client()
    sign_in(fresh, "dana", NEW_WORD)
    assert is_in(fresh)


def test_reset_mail_ends_with_its_code(client, user, deliver):
    client.post(RESET, {"email": user.email})

    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=25)):
        assert deliver() == []

    row = mail_rows().get()
    assert (row.status, bytes(row.secret)) == (Delivery.DROPPED, b"")


def test_reset_of_an_unknown_or_shut_account_says_so_in_the_mail_alone(client, user, deliver):
    User.objects.update(is_active=False)
    for address in (user.email, "niemand@vielfalt.example"):
        client.post(RESET, {"email": address})

    bodies = [message.body for message in deliver()]

    assert len(bodies) == 2
    assert all("kein Konto" in body and "/passwort/neu/" not in body for body in bodies)


def test_reset_shows_no_difference_for_an_unknown_address(client, user):
    known = client.post(RESET, {"email": user.email})
    unknown = Client().post(RESET, {"email": "niemand@vielfalt.example"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_reset_link_that_was_cut_does_not_open(client):
    page = client.get("/de/konto/passwort/neu/1-falsch/")

    assert page.status_code == 200
    assert b"password1" not in page.content


def test_encryption_reads_older_keys(settings):
    old, new = "b2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xkb2w=", "bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmU="
    settings.FIELD_KEYS = [old]
    secret = encrypt("Ümlaut")
    settings.FIELD_KEYS = [new, old]

    assert decrypt(secret) == "Ümlaut"


def test_one_account_for_each_address_whatever_its_case(user):
    assert services.account_for("DANA@vielfalt.example") == user
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(username="dana2", email="Dana@Vielfalt.example")


@pytest.fixture
def invited(organisation):
    """As `setup` makes the first account, here of a member."""
    user = services.account_for("neu@vielfalt.example", first_name="Neu")
    Membership.objects.create(organisation=organisation, user=user)
    return f"/de/konto/einladung/{links.token(services.issue_invitation(user))}/"


def choose(client, path, word=NEW_WORD):
    opened = client.get(path)
    return client.post(opened.url, {"new_password1": word, "new_password2": word})


def test_invited_member_sets_a_password_and_signs_in(client, invited):
    assert choose(client, invited).url == LOGIN

    sign_in(client, "neu@vielfalt.example", NEW_WORD)

    assert client.get("/de/schreibtisch/").status_code == 200


@pytest.mark.asvs("6.4.1")
def test_invitation_is_used_once(client, invited):
    choose(client, invited)

    assert client.get(invited).status_code == 410
    assert client.post("/de/konto/einladung/", {"new_password1": WORD}).status_code == 410
    assert User.objects.get().check_password(NEW_WORD)


def test_opening_an_invitation_uses_nothing_up(client, invited):
    for _ in range(3):
        assert client.get(client.get(invited).url).status_code == 200


def test_weak_password_is_refused_and_the_link_stays(client, invited):
    assert choose(client, invited, "neu").status_code == 200
    assert not User.objects.get().has_usable_password()

    assert choose(client, invited).status_code == 302


@pytest.mark.asvs("6.4.1")
def test_invitation_ends_after_seven_days(client, invited):
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=7, minutes=1)):
        assert client.get(invited).status_code == 410


def test_invitation_taken_in_the_same_moment_is_over(client, invited, monkeypatch):
    opened = client.get(invited).url
    monkeypatch.setattr(services.links, "use", _already_used)

    answer = client.post(opened, {"new_password1": NEW_WORD, "new_password2": NEW_WORD})

    assert answer.status_code == 410


def _already_used(link):
    raise links.LinkUsed
