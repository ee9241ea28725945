"""The centre helps who lost the second factor: members of every team, its administrators also editors; with a reason."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from wagtail.models import ModelLogEntry

from cms_apps.accounts.mailboxes import make_account
from cms_apps.organisations import services
from cms_apps.workflow.errors import NotPermitted
from tests.accounts.test_second_factor import SECRET, WORD, code_now, is_in
from tests.architecture.world import make_editor
from tests.factories.people import make_member, make_organisation, make_user
from tests.rows import mail_rows
from tests.statements import with_session

pytestmark = pytest.mark.django_db
TEAMS = "/de/leitstelle/teams/"
REASON = {"reason": "Rückruf unter der Nummer des Trägers."}


@pytest.fixture
def centre():
    return make_organisation("Zentrum", centre=True)


@pytest.fixture
def member(organisation):
    member = make_member(organisation, username="dana", password=WORD)
    TOTP.activate(member, SECRET)
    return member


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def reset_of(user) -> str:
    return f"/de/leitstelle/konten/{user.pk}/zweiter-faktor/"


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_way_to_a_member_of_any_team(centre, organisation, member, role):
    client = signed_in(make_member(centre, role=role))

    assert f"{TEAMS}{organisation.pk}/" in client.get(TEAMS).content.decode()
    page = client.get(f"{TEAMS}{organisation.pk}/").content.decode()

    assert reset_of(member) in page
    assert client.get(reset_of(member)).status_code == 200


def test_reset_takes_the_factor_ends_sessions_tells_and_is_logged(centre, member, caplog, deliver):
    caplog.set_level("INFO", logger="vielfalt.security")
    clerk = make_member(centre)
    theirs = Client()
    theirs.post("/de/konto/anmelden/", {"login": "dana", "password": WORD})
    theirs.post("/de/konto/zweiter-faktor/", {"code": code_now()})
    assert is_in(theirs)

    answer = signed_in(clerk).post(reset_of(member), REASON)

    assert answer.url == TEAMS
    assert not Authenticator.objects.exists()
    assert theirs.get("/de/schreibtisch/").status_code == 302
    (message,) = deliver()
    assert (message.to, "zurückgesetzt" in message.body) == ([member.email], True)
    entry = ModelLogEntry.objects.get(action="accounts.second_factor_reset")
    assert (entry.user, entry.object_id, entry.data) == (clerk, str(member.pk), REASON)
    assert f"second_factor_changed user={member.pk} what=reset by {clerk.pk}" in caplog.text
    assert "Rückruf" not in caplog.text


def test_no_reset_without_a_reason(centre, member):
    page = signed_in(make_member(centre)).post(reset_of(member), {"reason": " "})

    assert page.status_code == 200
    assert "Schreiben Sie, woran Sie die Person erkannt haben." in page.content.decode()
    assert Authenticator.objects.exists()


def test_nobody_resets_the_own_one(centre):
    clerk = make_member(centre, role="administrator")
    TOTP.activate(clerk, SECRET)
    client = signed_in(clerk)

    assert client.post(reset_of(clerk), REASON).status_code == 403
    assert reset_of(clerk) not in client.get(f"{TEAMS}{centre.pk}/").content.decode()
    assert Authenticator.objects.exists()


@pytest.mark.parametrize(
    ("role", "whose", "status"),
    [
        ("reader", "member", 403),
        ("coordinator", "member", 302),
        ("coordinator", "editor", 403),
        ("coordinator", "member who edits", 403),
        ("administrator", "editor", 302),
        ("administrator", "superuser", 403),
        ("coordinator", "somebody without a team", 302),
        ("coordinator", "left", 302),
        ("administrator", "shut", 404),
    ],
)
def test_who_may_for_whom(centre, organisation, role, whose, status):
    clerk = make_member(centre, role=role)
    user = make_editor() if "edit" in whose else make_user(is_superuser=whose == "superuser")
    if whose in {"member", "member who edits", "left", "shut"}:
        organisation.memberships.create(user=user, active=whose != "left")
    if whose == "shut":
        user.is_active = False
        user.save()
    TOTP.activate(user, SECRET)

    assert signed_in(clerk).post(reset_of(user), REASON).status_code == status
    assert Authenticator.objects.exists() is (status != 302)


def test_superuser_at_the_centre_helps_another(centre):
    other = make_user(is_superuser=True)
    TOTP.activate(other, SECRET)

    signed_in(make_member(centre, role="administrator", is_superuser=True)).post(reset_of(other), REASON)

    assert not Authenticator.objects.exists()


def test_members_of_other_teams_find_no_such_page(organisation, member):
    client = signed_in(make_member(organisation, role="administrator"))

    for path in (TEAMS, f"{TEAMS}{organisation.pk}/", f"{TEAMS}redaktion/", reset_of(member)):
        assert client.get(path).status_code == 404
    assert client.post(reset_of(member), REASON).status_code == 404
    assert Authenticator.objects.exists()


def test_service_refuses_by_itself(organisation, member):
    boss = make_member(organisation, role="administrator")

    with pytest.raises(NotPermitted):
        services.reset_factor_at_centre(member, actor=boss, reason="x")


def test_editors_are_for_administrators(centre):
    editor = make_editor()
    clerk, boss = (signed_in(make_member(centre, role=role)) for role in ("coordinator", "administrator"))

    assert clerk.get(f"{TEAMS}redaktion/").status_code == 403
    assert f"{TEAMS}redaktion/" not in clerk.get(TEAMS).content.decode()
    assert reset_of(editor) in boss.get(f"{TEAMS}redaktion/").content.decode()


@pytest.mark.parametrize(("path", "cost"), [("", 8), ("{organisation}/", 8), ("redaktion/", 7)])
def test_lists_cost_the_same_with_more_rows(centre, organisation, path, cost, django_assert_num_queries):
    client = signed_in(make_member(centre, role="administrator"))
    address = TEAMS + path.format(organisation=organisation.pk)
    client.get(address)
    for _ in range(2):
        with django_assert_num_queries(with_session(cost)):
            client.get(address)
        make_member(make_organisation("Noch einer"))
        make_member(organisation)
        make_editor()
        TOTP.activate(make_user(), SECRET)


def test_reader_at_the_centre_sees_no_way_there(centre):
    page = signed_in(make_member(centre, role="reader")).get("/de/schreibtisch/").content.decode()

    assert TEAMS not in page
    assert TEAMS in signed_in(make_member(centre)).get("/de/schreibtisch/").content.decode()


def test_mail_goes_to_the_person_alone(centre, member):
    signed_in(make_member(centre)).post(reset_of(member), REASON)

    assert [row.recipient for row in mail_rows()] == [member.email]


def test_the_centre_helps_a_volunteer_who_protects_an_account_without_having_to(centre, member):
    """They are in no team: nobody else could."""
    volunteer, without = make_account("amal@vielfalt.example", by_code=True), make_user("niemand")
    TOTP.activate(volunteer, SECRET)
    client = signed_in(make_member(centre))

    find = f"{TEAMS}freiwillige/"
    assert volunteer.email not in client.get(find).content.decode()
    found = client.post(find, {"email": "Amal@vielfalt.example"})
    for other in (member.email, without.email, "niemand@vielfalt.example", "amal"):
        assert client.post(find, {"email": other}).context["form"].errors["email"]
    client.post(found.url, REASON)

    assert found.url == reset_of(volunteer)
    assert not Authenticator.objects.filter(user=volunteer).exists()
    assert client.get(reset_of(without)).status_code == 404
