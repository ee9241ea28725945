"""Who must have a second factor: a notice during the grace, then nothing opens but its set-up."""

import datetime as dt

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from cms_apps.accounts import second_factor, services
from cms_apps.accounts.models import User
from cms_apps.organisations.models import Membership
from tests.accounts.test_second_factor import (
    ACCOUNT,
    SECRET,
    WORD,
    code_now,
    is_in,
    set_up_app,
    show_factor_again,
    sign_in,
)
from tests.architecture.world import make_editor
from tests.factories.people import make_member, make_organisation, make_user

pytestmark = pytest.mark.django_db
SHUT = [
    "/de/schreibtisch/",
    "/de/schreibtisch/einstellungen/",
    "/de/konto/",
    "/de/konto/passwort/",
    "/de/bewerbung/",
]


@pytest.fixture
def member(organisation):
    return make_member(organisation, username="dana", password=WORD)


@pytest.fixture
def overdue(member):
    """A browser of somebody whose grace is over."""
    User.objects.update(second_factor_since=timezone.now() - dt.timedelta(days=15))
    client = Client()
    sign_in(client)
    return client


def test_who_must_have_one(organisation, member):
    centre = make_member(make_organisation("Zentrum", centre=True), role="reader")

    assert second_factor.second_factor_required(member)
    assert second_factor.second_factor_required(centre)
    assert second_factor.second_factor_required(make_editor())
    assert second_factor.second_factor_required(make_user(is_superuser=True))
    assert not second_factor.second_factor_required(make_user())


def test_grace_begins_at_the_first_sign_in_and_is_told_with_its_end(client, member):
    with time_machine.travel(dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC), tick=False):
        sign_in(client)
        desk = client.get("/de/schreibtisch/")

    assert "ab 15. März 2026 einen zweiten Faktor" in desk.content.decode()
    member.refresh_from_db()
    assert member.second_factor_since == dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def test_grace_does_not_begin_anew_with_each_sign_in(member):
    for day in (1, 5):
        with time_machine.travel(dt.datetime(2026, 3, day, tzinfo=dt.UTC), tick=False):
            sign_in(Client())

    member.refresh_from_db()
    assert member.second_factor_since.day == 1


@pytest.mark.parametrize("path", SHUT)
@pytest.mark.asvs("6.3.3")
def test_nothing_opens_after_the_grace(overdue, path):
    assert overdue.get(path).url == ACCOUNT
    assert overdue.post(path, {"x": "1"}).url == ACCOUNT


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/pages/", "/admin/reports/site-history/", "/admin/account/"]
)
@pytest.mark.asvs("6.3.3")
def test_admin_does_not_open_after_the_grace(path):
    editor = make_editor()
    editor.set_password(WORD)
    editor.username, editor.second_factor_since = "dana", timezone.now() - dt.timedelta(days=15)
    editor.save()
    client = Client()
    sign_in(client)
    assert is_in(client)

    assert client.get(path).url == ACCOUNT


def test_session_that_began_in_the_grace_ends_with_it(client, member):
    sign_in(client)
    assert client.get("/de/schreibtisch/").status_code == 200
    User.objects.update(second_factor_since=timezone.now() - dt.timedelta(days=15))
    session = client.session
    session[second_factor.SESSION_KEY] = (timezone.now() - dt.timedelta(minutes=1)).isoformat()
    session.save()

    assert client.get("/de/schreibtisch/").url == ACCOUNT


def test_setting_one_up_opens_everything_again(overdue):
    assert "Richten Sie jetzt einen zweiten Faktor ein" in overdue.get(ACCOUNT).content.decode()
    overdue.post("/de/konto/noch-einmal-anmelden/", {"password": WORD})

    set_up_app(overdue)

    assert overdue.get("/de/schreibtisch/").status_code == 200


def test_removing_it_again_shuts_everything(member):
    User.objects.update(second_factor_since=timezone.now() - dt.timedelta(days=15))
    TOTP.activate(member, SECRET)
    client = Client()
    sign_in(client)
    client.post("/de/konto/zweiter-faktor/", {"code": code_now()})
    assert client.get("/de/schreibtisch/").status_code == 200
    show_factor_again(client)

    client.post(f"{ACCOUNT}app/entfernen/")

    assert client.get("/de/schreibtisch/").url == ACCOUNT


def test_whoever_owes_none_is_told_nothing(client):
    make_user("dana", password=WORD)

    sign_in(client)

    assert second_factor.SESSION_KEY not in client.session
    assert client.get("/de/konto/passwort/").status_code == 200


@pytest.fixture
def without_duty():
    """A browser of somebody who owes nothing yet."""
    make_user("dana", password=WORD)
    client = Client()
    sign_in(client)
    assert client.get("/de/konto/passwort/").status_code == 200
    return client


def become_member(user, organisation):
    Membership.objects.create(organisation=organisation, user=user)


def become_editor(user, organisation):
    user.groups.add(Group.objects.get(name="Editors"))


@pytest.mark.parametrize("become", [become_member, become_editor])
def test_duty_that_begins_during_a_session_counts_at_the_next_request(without_duty, organisation, become):
    user = User.objects.get()
    become(user, organisation)

    page = without_duty.get("/de/konto/passwort/").content.decode()

    user.refresh_from_db()
    assert user.second_factor_since is not None
    assert "einen zweiten Faktor. Richten Sie ihn" in page


def test_duty_of_before_shuts_at_once_when_it_comes_back(without_duty, organisation):
    become_member(User.objects.get(), organisation)
    User.objects.update(second_factor_since=timezone.now() - dt.timedelta(days=15))

    assert without_duty.get("/de/schreibtisch/").url == ACCOUNT


def test_public_pages_stay_open(overdue):
    assert overdue.get("/healthz").status_code == 200
    assert overdue.get("/de/gibt-es-nicht/").status_code == 404


@pytest.mark.asvs("6.4.4", "7.4.3", "7.4.5")
def test_reset_takes_the_factor_ends_sessions_tells_and_is_logged(member, organisation, deliver):
    boss = make_member(organisation, role="administrator")
    TOTP.activate(member, SECRET)
    client = Client()
    sign_in(client)
    client.post("/de/konto/zweiter-faktor/", {"code": code_now()})
    assert is_in(client)

    services.reset_second_factor(member, actor=boss)

    assert not Authenticator.objects.exists()
    assert client.get("/de/schreibtisch/").status_code == 302
    (message,) = deliver()
    assert message.to == [member.email]
    assert "der zweite Faktor Ihres Kontos wurde" in message.body
    entry = ModelLogEntry.objects.get(action="accounts.second_factor_reset")
    assert (entry.user, entry.object_id) == (boss, str(member.pk))
