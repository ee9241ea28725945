"""Nobody joins a team unasked: an invitation opens nothing until the person accepts, and tells nobody who has an account."""

import datetime as dt
import re
from functools import partial

import pytest
import time_machine
from django.test import Client

from cms_apps.accounts.mailboxes import proved_address
from cms_apps.accounts.models import User
from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.organisations import services
from cms_apps.organisations.models import Membership, TeamInvitation
from cms_apps.organisations.selectors import notified_addresses
from tests.factories.people import make_member, make_organisation, make_user
from tests.organisations.test_team import boss, logged, signed_in, url
from tests.rows import mail_rows
from tests.threads import kinds, together

__all__ = ["boss"]  # a fixture
pytestmark = pytest.mark.django_db
JOIN = "/de/schreibtisch/einstellungen/einladung/"
WORD = "Ein-langes-Wort-9"
KNOWN, UNKNOWN = "dana@vielfalt.example", "nora@vielfalt.example"
PASSWORD = {"new_password1": WORD, "new_password2": WORD}


def form(email=UNKNOWN, role="coordinator"):
    return {"email": email, "first_name": "Neu", "last_name": "Hier", "role": role}


@pytest.fixture
def known():
    return make_user("dana", password=WORD)


@pytest.fixture
def ask(organisation, boss, deliver):
    """Invite an address at the desk and hand back what stands in the mail."""

    def asked(email, **kwargs):
        answer = signed_in(boss).post(url("invite", organisation), form(email, **kwargs))
        assert answer.url == url("team", organisation)
        (message,) = [one for one in deliver() if one.to == [email]]
        return re.search(rf"http://testserver({JOIN}\S+)", message.body).group(1)

    return asked


def opened(link) -> Client:
    """A browser that has opened the link; `join` is where it was led."""
    client = Client()
    client.join = client.get(link).url
    assert client.join.startswith(f"{JOIN}annehmen/")
    assert link.removeprefix(JOIN) not in client.join
    return client


def join(link):
    client = opened(link)
    return client.post(client.join, PASSWORD)


def signs_in(email) -> Client:
    client = Client()
    client.post("/de/konto/anmelden/", {"login": email, "password": WORD})
    return client


def test_new_person_sets_a_password_and_is_in(organisation, boss, ask):
    client = opened(ask(UNKNOWN, role="reader"))
    assert organisation.name in client.get(client.join).content.decode()

    answer = client.post(client.join, PASSWORD)

    assert answer.url == "/de/konto/"
    member = Membership.objects.get(user__email=UNKNOWN)
    assert (member.role, member.active, member.user.first_name) == ("reader", True, "Neu")
    assert signs_in(UNKNOWN).get("/de/schreibtisch/").status_code == 200
    assert logged("member_invited").user == boss
    assert logged("member_joined").user == member.user


def test_known_person_joins_by_one_button(organisation, known, ask):
    client = opened(ask(KNOWN))
    assert "new_password1" not in client.get(client.join).content.decode()

    client.post(client.join)

    assert known.memberships.get().organisation == organisation
    assert signs_in(KNOWN).get("/de/schreibtisch/").status_code == 200


def test_before_accepting_nothing_is_open_and_no_mail_of_the_team_comes(organisation, known, ask):
    theirs = signed_in(known)
    for _ in range(2):
        client = opened(ask(KNOWN))
        client.get(client.join)

    assert not known.memberships.exists()
    assert theirs.get("/de/schreibtisch/").status_code == 403
    assert KNOWN not in notified_addresses(organisation)


def test_known_password_is_never_overwritten(known, organisation, boss):
    """Also where it is set while the page with the fields for a first one lies open."""
    asked = services.invite_to_team(organisation, actor=boss, email=KNOWN, role="reader")

    services.accept_invitation(Link.objects.get(object_key=asked.link_key), password="Ein-fremdes-Wort-1")

    known.refresh_from_db()
    assert known.check_password(WORD)


def test_inviting_tells_nobody_who_has_an_account(organisation, boss, known):
    pages = []
    for email in (KNOWN, UNKNOWN):
        client = signed_in(boss)
        answer = client.post(url("invite", organisation), form(email), follow=True)
        pages.append(
            (
                answer.redirect_chain,
                re.sub(
                    r'csrfmiddlewaretoken" value="\w+|/\d+/zurueck|id="\w+"', "", answer.content.decode()
                ).replace(email, "…"),
                mail_rows().count(),
            )
        )
        TeamInvitation.objects.all().delete()
        mail_rows().delete()

    assert pages[0] == pages[1]
    assert KNOWN.partition("@")[0] not in pages[0][1]
    assert not User.objects.filter(email=UNKNOWN).exists()  # no account before the answer


def test_both_addresses_get_the_same_mail(known, organisation, boss, deliver):
    for email in (KNOWN, UNKNOWN):
        services.invite_to_team(organisation, actor=boss, email=email, role="reader")

    texts = {re.sub(r"einladung/\S+", "", message.body) for message in deliver()}

    assert len(texts) == 1


def test_shown_at_the_desk_until_answered_and_taken_back(organisation, boss, ask):
    link = ask(UNKNOWN)
    client = signed_in(boss)
    page = client.get(url("team", organisation)).content.decode()
    assert UNKNOWN in page
    assert "noch nicht angenommen" in page

    client.post(url("withdraw_invitation", organisation, TeamInvitation.objects.get().pk))

    assert Client().get(link).status_code == 410
    assert UNKNOWN not in client.get(url("team", organisation)).content.decode()
    assert logged("invitation_withdrawn").user == boss


def test_others_take_no_invitation_back(organisation, other_organisation, boss):
    asked = services.invite_to_team(organisation, actor=boss, email=UNKNOWN, role="reader")
    reader = signed_in(make_member(organisation, role="reader"))
    foreign = signed_in(make_member(other_organisation, role="administrator"))

    answers = [
        reader.post(url("withdraw_invitation", organisation, asked.pk)),
        foreign.post(url("withdraw_invitation", organisation, asked.pk)),
        foreign.post(url("withdraw_invitation", other_organisation, asked.pk)),
    ]

    assert [one.status_code for one in answers] == [403, 404, 404]
    assert TeamInvitation.objects.get() == asked


def test_invitation_is_used_once_and_ends_after_seven_days(ask, known):
    link = ask(KNOWN)
    client = opened(link)
    client.post(client.join)
    assert client.post(client.join).status_code == 410
    again = Client().get(link)
    assert again.status_code == 410
    assert "melden Sie sich mit Ihrer E-Mail-Adresse an" in again.content.decode()

    late = opened(ask(UNKNOWN))
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=7, minutes=1)):
        assert late.post(late.join, PASSWORD).status_code == 410
    assert Membership.objects.filter(user__email=UNKNOWN).count() == 0


def test_second_invitation_replaces_the_first(ask, organisation):
    first = ask(UNKNOWN)
    second = ask(UNKNOWN, role="reader")

    assert Client().get(first).status_code == 410
    join(second)
    assert Membership.objects.get(user__email=UNKNOWN).role == "reader"


def test_shut_account_joins_nothing(known, ask):
    client = opened(ask(KNOWN))
    User.objects.filter(pk=known.pk).update(is_active=False)

    assert client.post(client.join).status_code == 410
    assert not known.memberships.exists()


def test_an_old_invitation_takes_no_role_away(organisation, boss):
    """Who became administrator meanwhile is not made a reader by an old mail."""
    asked = services.invite_to_team(organisation, actor=boss, email=KNOWN, role="reader")
    user = make_user("dana", password=WORD)
    Membership.objects.create(organisation=organisation, user=user, role="administrator")

    services.accept_invitation(Link.objects.get(object_key=asked.link_key))

    assert user.memberships.get().role == "administrator"


@pytest.mark.parametrize("length", [151, 300])
def test_address_that_is_too_long_is_an_error_of_its_shape(organisation, boss, length):
    domain = ".".join(["a" * 60] * 4)[: length - 5] + ".example"
    email = f"neu@{domain}"[: length - 8].rstrip(".") + ".example"

    page = signed_in(boss).post(url("invite", organisation), form(email))

    assert page.status_code == 200
    assert page.context["form"].errors["email"]
    assert not TeamInvitation.objects.exists()


def test_longest_address_joins(organisation, boss):
    email = f"neu@{'a' * 60}.{'b' * 60}.{'c' * 12}.example"
    assert len(email) == 146
    signed_in(boss).post(url("invite", organisation), form(email))

    services.accept_invitation(Link.objects.get(purpose=services.JOINING), password=WORD)

    assert signs_in(email).get("/de/schreibtisch/").status_code == 200


def test_weak_password_is_refused_and_the_link_stays(ask):
    client = opened(ask(UNKNOWN))

    weak = client.post(client.join, {"new_password1": "neu", "new_password2": "neu"})

    assert weak.status_code == 200
    assert weak.context["form"].errors
    assert client.post(client.join, PASSWORD).status_code == 302


def test_what_nobody_accepted_is_deleted(organisation, boss):
    services.invite_to_team(organisation, actor=boss, email=UNKNOWN, role="reader")
    assert services.delete_old_invitations() == 0

    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=8)):
        assert services.delete_old_invitations() == 1


def test_two_teams_ask_the_same_person(organisation, boss):
    other = make_organisation("Träger C")
    for one in (organisation, other):
        services.invite_to_team(one, actor=boss, email=UNKNOWN, role="reader")
    for link in Link.objects.filter(purpose=services.JOINING):
        services.accept_invitation(link, password=WORD)

    assert set(User.objects.get(email=UNKNOWN).memberships.values_list("organisation", flat=True)) == {
        organisation.pk,
        other.pk,
    }


def test_of_two_invitations_in_two_tabs_each_button_answers_its_own(organisation, boss, known):
    """Both links lie in one cookie: without the key in the address the button of the first tab answers the second."""
    other = make_organisation("Träger C")
    client = Client()
    tabs = []
    for one in (organisation, other):
        asked = services.invite_to_team(one, actor=boss, email=KNOWN, role="reader")
        token = links.token(Link.objects.get(object_key=asked.link_key))
        tabs.append(client.get(f"{JOIN}{token}/").url)
    assert organisation.name in client.get(tabs[0]).content.decode()

    client.post(tabs[0])

    assert known.memberships.get().organisation == organisation
    assert client.get(tabs[0]).status_code == 410
    assert client.get(tabs[1]).status_code == 200


def test_the_key_in_the_address_opens_nothing_without_the_link(organisation, boss):
    asked = services.invite_to_team(organisation, actor=boss, email=UNKNOWN, role="reader")

    assert Client().post(f"{JOIN}annehmen/{asked.key}/", PASSWORD).status_code == 410
    assert not Membership.objects.filter(user__email=UNKNOWN).exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_invitations_at_once_one_is_left_and_opens(organisation, boss):
    roles = ("reader", "coordinator")
    outcomes = together(
        [
            partial(services.invite_to_team, organisation, actor=boss, email=email, role=role)
            for email, role in zip((UNKNOWN, UNKNOWN.upper()), roles, strict=True)
        ]
    )

    assert kinds(outcomes) == {"done": 2}
    left = TeamInvitation.objects.get()
    live = Link.objects.get(purpose=services.JOINING, used_at=None)
    assert live.object_key == left.link_key


def test_a_look_alike_is_asked_as_somebody_else(organisation, boss, ask):
    """PostgreSQL takes "ı" for "i"; the mail goes to another mailbox, which must open nothing of the account."""
    victim = make_user("amai")
    victim.set_unusable_password()
    victim.save()
    client = opened(ask("ama\u0131@vielfalt.example"))

    client.post(client.join, PASSWORD)

    victim.refresh_from_db()
    assert not victim.has_usable_password()
    assert not victim.memberships.exists()
    assert Membership.objects.filter(user__email="ama\u0131@vielfalt.example").exists()


def test_whoever_joins_has_proved_the_address(organisation, boss, ask):
    join(ask(UNKNOWN))

    assert proved_address(User.objects.get(email=UNKNOWN)) == UNKNOWN


def test_an_invitation_that_was_replaced_opens_nothing(organisation, boss, ask):
    first = ask(UNKNOWN, role="administrator")
    ask(UNKNOWN, role="reader")

    assert Client().get(first).status_code == 410


def test_an_account_that_kept_its_old_name_stands_in_nobodys_way(organisation, boss, ask):
    moved = make_user(UNKNOWN)
    User.objects.filter(pk=moved.pk).update(email="anders@vielfalt.example")

    assert join(ask(UNKNOWN)).url == "/de/konto/"
