"""The team at the desk: invited, given a role, taken out; somebody always administers."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms_apps.links.models import Link
from cms_apps.organisations import services
from cms_apps.organisations.errors import LastAdministrator
from cms_apps.organisations.models import Membership
from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering.models import Application
from tests.factories.people import make_application, make_member
from tests.statements import with_session
from tests.threads import kinds, together


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(name, organisation, *args) -> str:
    return reverse(f"host:{name}", args=[organisation.pk, *args])


@pytest.fixture
def boss(organisation):
    return make_member(organisation, role="administrator")


def membership_of(user) -> Membership:
    return Membership.objects.get(user=user)


def logged(action) -> ModelLogEntry:
    return ModelLogEntry.objects.get(action=f"organisations.{action}")


INVITED = {"email": "neu@vielfalt.example", "first_name": "Neu", "last_name": "Hier", "role": "reader"}


def test_who_works_here_is_not_invited_again(organisation, boss):
    page = signed_in(boss).post(url("invite", organisation), {**INVITED, "email": boss.email.upper()})

    assert "schon Mitglied" in page.content.decode()
    assert membership_of(boss).role == "administrator"


def joined(organisation, boss, email, role="coordinator") -> Membership:
    asked = services.invite_to_team(organisation, actor=boss, email=email, role=role)
    return services.accept_invitation(Link.objects.get(purpose=services.JOINING, object_key=asked.link_key))


def test_who_was_removed_comes_back_by_accepting(organisation, boss):
    member = make_member(organisation)
    services.remove_member(membership_of(member), actor=boss)

    joined(organisation, boss, member.email, role="reader")

    assert (membership_of(member).active, membership_of(member).role) == (True, "reader")


def test_role_changes_at_once(organisation, boss):
    member = make_member(organisation, role="reader")
    theirs = signed_in(member)
    assert theirs.get(url("invite", organisation)).status_code == 403

    signed_in(boss).post(url("member", organisation, membership_of(member).pk), {"role": "administrator"})

    assert theirs.get(url("invite", organisation)).status_code == 200
    assert logged("member_role_changed").data == {"role": "administrator"}


def test_removed_member_is_out_at_the_next_click(organisation, boss):
    member = make_member(organisation)
    theirs = signed_in(member)
    assert theirs.get("/de/schreibtisch/").status_code == 200

    signed_in(boss).post(url("remove_member", organisation, membership_of(member).pk))

    assert theirs.get("/de/schreibtisch/").status_code == 403
    assert logged("member_removed").user == boss


@pytest.mark.parametrize("verb", ["remove", "demote"])
def test_work_falls_to_the_team(organisation, other_organisation, boss, verb):
    member = make_member(organisation)
    Membership.objects.create(organisation=other_organisation, user=member, role="coordinator")
    make_application(organisation)
    make_application(other_organisation)
    Application.objects.update(assigned_to=member)
    here = Membership.objects.get(user=member, organisation=organisation)

    if verb == "remove":
        services.remove_member(here, actor=boss)
    else:
        services.change_role(here, "reader", actor=boss)

    assert Application.objects.get(organisation=organisation).assigned_to is None
    assert Application.objects.get(organisation=other_organisation).assigned_to == member


@pytest.mark.parametrize(("name", "data"), [("remove_member", {}), ("member", {"role": "reader"})])
def test_last_administrator_stays(organisation, boss, name, data):
    page = signed_in(boss).post(url(name, organisation, membership_of(boss).pk), data)

    assert "letzte Person mit der Rolle" in page.content.decode()
    member = membership_of(boss)
    assert (member.role, member.active) == ("administrator", True)


def test_an_administrator_who_is_shut_does_not_count(organisation, boss):
    make_member(organisation, role="administrator", is_active=False)

    with pytest.raises(LastAdministrator):
        services.remove_member(membership_of(boss), actor=boss)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_remove_each_other_at_once_leave_one(organisation):
    pair = [make_member(organisation, role="administrator") for _ in range(2)]
    one, two = (membership_of(user) for user in pair)

    outcomes = together(
        [
            lambda: services.remove_member(two, actor=pair[0]),
            lambda: services.remove_member(one, actor=pair[1]),
        ]
    )

    assert kinds(outcomes) == {"done": 1, "LastAdministrator": 1}
    assert Membership.objects.filter(role="administrator", active=True).count() == 1


@pytest.mark.parametrize("name", ["invite", "member", "remove_member", "reset_factor"])
@pytest.mark.parametrize("role", ["reader", "coordinator"])
def test_others_change_nothing(organisation, boss, name, role):
    client = signed_in(make_member(organisation, role=role))
    args = [] if name == "invite" else [membership_of(boss).pk]

    assert client.get(url(name, organisation, *args)).status_code == 403
    assert client.post(url(name, organisation, *args), INVITED).status_code == 403
    assert Membership.objects.count() == 2
    assert membership_of(boss).role == "administrator"


@pytest.mark.parametrize("name", ["member", "remove_member", "reset_factor"])
def test_foreign_team_and_foreign_member_are_missing(organisation, other_organisation, boss, name):
    theirs = make_member(other_organisation)
    TOTP.activate(theirs, "JBSWY3DPEHPK3PXP")
    pk = membership_of(theirs).pk

    client = signed_in(boss)
    for place in (organisation, other_organisation):
        assert client.get(url(name, place, pk)).status_code == 404
        assert client.post(url(name, place, pk), {"role": "reader"}).status_code == 404
    assert client.post(url("invite", other_organisation), INVITED).status_code == 404
    member = membership_of(theirs)
    assert (member.role, member.active, Authenticator.objects.count()) == ("coordinator", True, 1)


def test_second_factor_is_reset_for_a_member(organisation, boss):
    member = make_member(organisation)
    TOTP.activate(member, "JBSWY3DPEHPK3PXP")

    signed_in(boss).post(url("reset_factor", organisation, membership_of(member).pk))

    assert not Authenticator.objects.exists()
    assert OutboxRow.objects.get(recipient=member.email).kind == "accounts.mail"
    assert ModelLogEntry.objects.get(action="accounts.second_factor_reset").user == boss


def test_second_factor_of_an_account_of_the_admin_is_not_for_the_team(organisation, boss):
    member = make_member(organisation, is_superuser=True)
    TOTP.activate(member, "JBSWY3DPEHPK3PXP")

    page = signed_in(boss).post(url("reset_factor", organisation, membership_of(member).pk))

    assert "öffnet mehr als Ihren Schreibtisch" in page.content.decode()
    assert Authenticator.objects.exists()


def test_second_factor_of_who_works_elsewhere_too_is_not_for_the_team(organisation, other_organisation, boss):
    """Whoever invites a stranger's address must not open the stranger's other desk that way."""
    theirs = make_member(other_organisation)
    TOTP.activate(theirs, "JBSWY3DPEHPK3PXP")
    joined(organisation, boss, theirs.email)

    signed_in(boss).post(
        url("reset_factor", organisation, theirs.memberships.get(organisation=organisation).pk)
    )

    assert Authenticator.objects.filter(user=theirs).exists()


def test_whoever_comes_back_does_not_bring_the_right_to_certificates(organisation, boss):
    member = make_member(organisation)
    Membership.objects.filter(user=member).update(may_note_certificates=True)
    services.remove_member(membership_of(member), actor=boss)
    joined(organisation, boss, member.email)

    assert not membership_of(member).may_note_certificates


def test_changes_in_a_team_stand_in_the_security_log(organisation, boss, caplog):
    caplog.set_level("INFO", logger="vielfalt.security")
    member = membership_of(make_member(organisation))
    services.change_role(member, "reader", actor=boss)
    services.remove_member(member, actor=boss)

    told = [record.getMessage() for record in caplog.records if f"user={boss.pk} " in record.getMessage()]
    assert [line.partition("what=")[2] for line in told] == [
        "role reader",
        "member removed",
    ]


def test_list_costs_the_same_with_more_members(organisation, boss, django_assert_num_queries):
    client = signed_in(boss)
    client.get(url("team", organisation))
    for _ in range(2):
        with django_assert_num_queries(with_session(8)):
            client.get(url("team", organisation))
        member = make_member(organisation)
        services.invite_to_team(organisation, actor=boss, email=f"x{member.email}", role="reader")
