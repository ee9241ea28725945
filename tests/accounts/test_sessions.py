"""Sessions: rotated, listed, ended by the person, by time, by a new password and by a shut account."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from wagtail.admin.models import EditingSession
from wagtail.models import Page

from cms_apps.accounts.models import User
from cms_apps.accounts.services import issue_invitation
from cms_apps.accounts.sessions import sessions_of
from cms_apps.links import services as links
from tests.accounts.test_second_factor import ACCOUNT, WORD, sign_in
from tests.factories.people import make_member, make_user
from tests.statements import with_session

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
DESK = "/de/schreibtisch/"


@pytest.fixture
def member(organisation):
    return make_member(organisation, username="dana", password=WORD)


def browser(name: str = "Firefox") -> Client:
    client = Client(headers={"user-agent": name})
    sign_in(client)
    return client


def alive(client) -> bool:
    return client.get(DESK).status_code == 200


@pytest.mark.asvs("7.2.2", "7.2.4")
def test_signing_in_rotates_the_session(client, member):
    session = client.session
    session["x"] = 1
    session.save()
    client.cookies["sessionid"] = before = session.session_key

    sign_in(client)

    assert client.session.session_key != before
    assert not type(session)().exists(before)


@pytest.mark.asvs("7.2.4")
def test_who_shows_again_who_they_are_goes_on_under_a_new_key(member):
    client = browser()
    before = client.session.session_key
    again = reverse("account_reauthenticate")

    client.post(again, {"password": "falsch"})
    assert client.session.session_key == before
    client.post(again, {"password": WORD})

    after = client.session.session_key
    assert after != before
    assert not type(client.session)().exists(before)
    assert alive(client)
    assert [one.session_key for one in sessions_of(member)] == [after]


@pytest.mark.asvs("14.3.1")
def test_sign_out_leaves_nothing_in_the_browser(member):
    client = browser()
    assert "Clear-Site-Data" not in client.get(reverse("account_logout"))

    assert client.post(reverse("account_logout"))["Clear-Site-Data"] == '"cache", "storage"'
    assert not alive(client)


@pytest.mark.parametrize(("minutes", "lives"), [(29, True), (31, False)])
@pytest.mark.asvs("7.3.1", "7.4.1")
def test_idle_session_ends_after_half_an_hour(member, minutes, lives):
    with time_machine.travel(START, tick=False):
        client = browser()
    with time_machine.travel(START + dt.timedelta(minutes=minutes), tick=False):
        assert alive(client) is lives


@pytest.mark.parametrize("name", ["ping", "release"])
def test_an_editor_left_open_keeps_no_session_awake(name):
    user = make_user("dana", password=WORD, is_superuser=True)
    page = Page.get_first_root_node().add_child(instance=Page(title="Start", slug="start-x"))
    with time_machine.travel(START, tick=False) as clock:
        client = browser()
        left_open = EditingSession.objects.create(user=user, content_object=page, last_seen_at=clock_now())
        args = ["wagtailcore", "page", page.pk, left_open.pk] if name == "ping" else [left_open.pk]
        for _ in range(2):
            clock.shift(dt.timedelta(minutes=14))
            answer = client.post(reverse(f"wagtailadmin_editing_sessions:{name}", args=args))
            assert answer.status_code == 200
        clock.shift(dt.timedelta(minutes=3))

        assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(("hours", "lives"), [(11.9, True), (12.1, False)])
@pytest.mark.asvs("7.3.2")
def test_session_ends_after_twelve_hours_however_busy(member, hours, lives):
    with time_machine.travel(START, tick=False) as clock:
        client = browser()
        while clock_now() < START + dt.timedelta(hours=hours) - dt.timedelta(minutes=25):
            clock.shift(dt.timedelta(minutes=20))
            assert alive(client)
        clock.move_to(START + dt.timedelta(hours=hours))

        assert alive(client) is lives


def clock_now():
    return dt.datetime.now(dt.UTC)


def test_a_click_a_minute_writes_the_session_once_a_minute_only(member, django_assert_num_queries):
    with time_machine.travel(START, tick=False) as clock:
        client = browser()
        client.get("/de/konto/")
        clock.shift(dt.timedelta(seconds=30))
        before = client.session["session_seen"]
        client.get("/de/konto/")
        assert client.session["session_seen"] == before
        clock.shift(dt.timedelta(seconds=40))
        client.get("/de/konto/")
        assert client.session["session_seen"] == before + 70


@pytest.mark.asvs("7.4.1", "7.5.2")
def test_own_sessions_are_listed_and_one_is_ended(member):
    here, there = browser("Firefox"), browser("Safari am Telefon")
    page = here.get(ACCOUNT).content.decode()
    assert "Safari am Telefon" in page
    assert "Dieses Gerät" in page
    other = User.objects.get().usersession_set.get(user_agent="Safari am Telefon")

    here.post(f"{ACCOUNT}abmelden/{other.pk}/")

    assert (alive(here), alive(there)) == (True, False)
    assert "Safari am Telefon" not in here.get(ACCOUNT).content.decode()


def test_all_other_sessions_are_ended(member):
    here, there, elsewhere = browser(), browser(), browser()

    here.post(f"{ACCOUNT}abmelden/")

    assert [alive(one) for one in (here, there, elsewhere)] == [True, False, False]


def test_foreign_session_is_a_missing_one(member):
    there = browser()
    stranger = Client()
    stranger.force_login(make_user())

    answer = stranger.post(f"{ACCOUNT}abmelden/{member.usersession_set.get().pk}/")

    assert answer.status_code == 404
    assert alive(there)


def test_list_costs_the_same_with_more_sessions(member, django_assert_num_queries):
    here = browser()
    for _ in range(3):
        browser()
    with django_assert_num_queries(with_session(6)):
        here.get(ACCOUNT)


@pytest.mark.asvs("7.4.3")
def test_new_password_ends_other_sessions(member):
    here, there = browser(), browser()
    new = "Ein-anderes-Wort-7"

    here.post("/de/konto/passwort/", {"oldpassword": WORD, "password1": new, "password2": new})

    assert User.objects.get().check_password(new)
    assert (alive(here), alive(there)) == (True, False)


@pytest.mark.asvs("7.4.2", "7.4.5")
def test_shut_account_is_out_at_the_next_request(member):
    client = browser()
    User.objects.update(is_active=False)

    assert not alive(client)


def test_shut_account_opens_by_no_invitation_that_is_under_way(client):
    user = make_user()
    token = links.token(issue_invitation(user))
    User.objects.update(is_active=False)
    opened = client.get(f"/de/konto/einladung/{token}/")

    assert client.get(opened.url or "").status_code == 410
    answer = client.post("/de/konto/einladung/", {"new_password1": WORD, "new_password2": WORD})

    assert answer.status_code == 410
    assert not User.objects.get().has_usable_password()
