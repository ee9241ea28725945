"""Sign-in by a code in the mail: for volunteers, in the browser that asked, and never past a second factor."""

import datetime as dt
import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth.models import Permission
from django.contrib.sessions.models import Session
from django.test import Client

from cms_apps.accounts.mailboxes import proved_address
from cms_apps.accounts.models import User
from cms_apps.links.models import Link
from cms_apps.links.services import token
from cms_apps.outbox.models import Delivery
from cms_apps.privacy.rules import delete_accounts_by_code
from cms_apps.volunteering.mails import STATUS_LINK
from cms_apps.volunteering.models import Application
from cms_apps.volunteers.models import Volunteer
from tests.factories.people import make_application, make_member, make_user
from tests.rows import mail_rows

ASK, TYPE = "/de/konto/anmelden/code/", "/de/konto/anmelden/code/eingeben/"
ADDRESS = "amal@vielfalt.example"
WORD = "Ein-langes-Wort-9"
pytestmark = pytest.mark.django_db


@pytest.fixture
def application(organisation, deliver):
    application = make_application(organisation, email=ADDRESS)
    deliver()
    return application


def ask(client, deliver, address=ADDRESS):
    """The mails that come of asking for a code."""
    response = client.post(ASK, {"email": address})
    assert (response.status_code, response.url) == (302, TYPE)
    return deliver()


def code_in(message) -> str:
    return re.search(r"^\d{4}-\d{4}$", message.body, re.MULTILINE).group()


def is_in(client) -> bool:
    return "_auth_user_id" in client.session


def test_code_signs_in_and_makes_an_account_without_a_password(client, application, deliver):
    (message,) = ask(client, deliver)
    assert message.to == [ADDRESS]
    assert User.objects.filter(email=ADDRESS).count() == 0

    response = client.post(TYPE, {"code": code_in(message)})

    assert (response.status_code, response.url) == (302, "/de/konto/")
    assert is_in(client)
    user = User.objects.get(email=ADDRESS)
    assert user.by_code
    assert not user.has_usable_password()
    assert proved_address(user) == ADDRESS


def test_second_sign_in_is_the_same_account_whatever_the_case(client, application, deliver):
    client.post(TYPE, {"code": code_in(*ask(client, deliver))})
    again = Client()

    again.post(TYPE, {"code": code_in(*ask(again, deliver, "AMAL@Vielfalt.example"))})

    assert is_in(again)
    assert User.objects.filter(email__iexact=ADDRESS).count() == 1


def test_whoever_takes_part_may_sign_in_without_an_application(client, organisation, deliver):
    application = make_application(organisation, email=ADDRESS, state="accepted")
    deliver()
    Application.objects.filter(pk=application.pk).delete()
    assert Volunteer.objects.filter(email=ADDRESS).exists()

    client.post(TYPE, {"code": code_in(*ask(client, deliver))})

    assert is_in(client)


@pytest.mark.parametrize("address", ["niemand@vielfalt.example", "amaı@vielfalt.example"])
def test_unknown_address_gets_no_mail_and_is_forgotten(client, organisation, deliver, address):
    make_application(organisation, email="amai@vielfalt.example")
    deliver()

    assert ask(client, deliver, address) == []

    row = mail_rows().order_by("-pk").first()
    assert (row.status, row.recipient, bytes(row.secret)) == (Delivery.DROPPED, "", b"")


def test_address_that_nobody_confirmed_is_unknown(client, organisation, deliver):
    make_application(organisation, email=ADDRESS, state="unconfirmed")
    deliver()

    assert ask(client, deliver) == []


def test_shut_account_gets_no_code_though_its_address_is_known(client, application, deliver):
    make_user("amal", is_active=False)

    assert ask(client, deliver) == []


@pytest.mark.parametrize("kind", ["member", "editor", "admin"])
def test_no_code_opens_an_account_that_owes_a_second_factor(client, organisation, deliver, kind):
    user = make_member(organisation, password=WORD) if kind == "member" else make_user("sam", password=WORD)
    if kind == "editor":
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    elif kind == "admin":
        User.objects.filter(pk=user.pk).update(is_superuser=True)
    make_application(organisation, email=user.email)
    deliver()

    (message,) = ask(client, deliver, user.email)

    assert "Passwort und zweitem Faktor" in message.body
    assert re.search(r"\d{4}-\d{4}$", message.body, re.MULTILINE) is None


def test_duty_that_came_after_the_mail_holds_too(client, organisation, application, deliver):
    code = code_in(*ask(client, deliver))
    make_member(organisation, username="amal")

    response = client.post(TYPE, {"code": code})

    assert response.url == "/de/konto/anmelden/"
    assert not is_in(client)


def test_second_factor_that_is_set_up_is_asked_for_after_the_code(client, application, deliver):
    user = make_user("amal")
    TOTP.activate(user, generate_totp_secret())

    response = client.post(TYPE, {"code": code_in(*ask(client, deliver))})

    assert response.url == "/de/konto/zweiter-faktor/"
    assert not is_in(client)


@pytest.mark.asvs("6.6.2")
def test_code_works_in_no_other_browser(client, application, deliver):
    code, other = code_in(*ask(client, deliver)), Client()
    ask(other, deliver)

    other.post(TYPE, {"code": code})

    assert not is_in(other)


def test_code_opens_only_once_and_only_the_last_one(client, application, deliver):
    first = code_in(*ask(client, deliver))
    last = code_in(*ask(client, deliver))
    client.post(TYPE, {"code": first})
    assert not is_in(client)
    client.post(TYPE, {"code": last})
    assert is_in(client)
    client.post("/de/konto/abmelden/")

    client.post(TYPE, {"code": last})

    assert not is_in(client)


def test_third_wrong_code_ends_it(client, application, deliver):
    code = code_in(*ask(client, deliver))
    answers = [client.post(TYPE, {"code": "0000-0000"}) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 302]
    assert answers[-1].url == ASK

    client.post(TYPE, {"code": code})

    assert not is_in(client)


def test_tries_are_counted_however_many_are_sent_at_once(client, application, deliver):
    code = code_in(*ask(client, deliver))
    waiting = dict(client.session.items())
    for typed in ("0000-0000", "0000-0001", "0000-0002", code):
        client.post(TYPE, {"code": typed})
        session = client.session  # each began before the others had counted
        if not is_in(client):
            session.update(waiting)
            session.save()

    assert not is_in(client)


@pytest.mark.asvs("6.5.5")
@pytest.mark.parametrize(("minutes", "opens"), [(14, True), (16, False)])
def test_code_lives_a_quarter_of_an_hour(client, application, deliver, minutes, opens):
    code = code_in(*ask(client, deliver))

    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=minutes)):
        client.post(TYPE, {"code": code})

    assert is_in(client) is opens


def test_mail_that_is_late_goes_no_more(client, application, deliver):
    client.post(ASK, {"email": ADDRESS})

    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=16)):
        assert deliver() == []


def test_neither_session_nor_row_holds_the_code(client, application, deliver):
    client.post(ASK, {"email": ADDRESS})
    row = mail_rows().get(status=Delivery.WAITING)
    (message,) = deliver()
    kept = [str(one.get_decoded()) for one in Session.objects.all()] + [str(client.session.items())]

    code = code_in(message)

    for text in (*kept, bytes(row.secret).decode(), str(row.payload), str(message.subject)):
        assert code not in text
        assert code.replace("-", "") not in text


@pytest.mark.parametrize("how", ["{} ", "{0:.4}{0[5]}{0[6]}{0[7]}{0[8]}", "arabic"])
def test_digits_of_any_script_and_layout_are_the_same_code(client, application, deliver, how):
    code = code_in(*ask(client, deliver))
    typed = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")) if how == "arabic" else how.format(code)

    client.post(TYPE, {"code": typed})

    assert is_in(client)


def test_sixth_code_for_an_address_in_an_hour_is_refused_known_or_not(application):
    for address in (ADDRESS, "nora@vielfalt.example"):
        answers = [Client().post(ASK, {"email": address}).status_code for _ in range(6)]

        assert answers == [302] * 5 + [429]


def test_page_of_the_code_needs_somebody_who_asked(client):
    assert client.get(TYPE).url == ASK
    assert client.post(TYPE, {"code": "1234-5678"}).url == ASK


def test_whoever_waits_for_a_code_may_mend_the_address(client, application, deliver):
    ask(client, deliver, "niemand@vielfalt.example")

    assert client.get(ASK).status_code == 200
    client.post(TYPE, {"code": code_in(*ask(client, deliver))})

    assert is_in(client)


def test_whoever_waits_for_a_code_may_sign_in_with_a_password(client, organisation, deliver):
    member = make_member(organisation, password=WORD)
    ask(client, deliver, member.email)

    assert client.get("/de/konto/anmelden/").status_code == 200
    client.post("/de/konto/anmelden/", {"login": member.email, "password": WORD})

    assert is_in(client)


def test_address_that_was_changed_in_the_admin_is_not_proved(client, application, deliver):
    client.post(TYPE, {"code": code_in(*ask(client, deliver))})
    user = User.objects.get(email=ADDRESS)

    user.email = "fremd@vielfalt.example"
    user.save()

    assert proved_address(user) == ""


def test_mailbox_that_another_account_proved_before_belongs_to_whoever_proves_it_now(
    client, application, deliver
):
    old = make_user("frueher")
    EmailAddress.objects.create(user=old, email=ADDRESS, verified=True, primary=True)

    client.post(TYPE, {"code": code_in(*ask(client, deliver))})

    assert EmailAddress.objects.get(email=ADDRESS).user.email == ADDRESS


def test_account_by_code_goes_when_nothing_knows_its_address(client, application, deliver):
    client.post(TYPE, {"code": code_in(*ask(client, deliver))})
    later = dt.datetime.now(dt.UTC) + dt.timedelta(days=1, minutes=1)
    with time_machine.travel(later):
        assert delete_accounts_by_code() == 0
    Application.objects.all().delete()
    assert delete_accounts_by_code() == 0

    with time_machine.travel(later):
        assert delete_accounts_by_code() == 1

    assert not User.objects.filter(email=ADDRESS).exists()


def test_account_by_code_stays_when_its_person_became_staff(client, application, organisation, deliver):
    client.post(TYPE, {"code": code_in(*ask(client, deliver))})
    user = User.objects.get(email=ADDRESS)
    organisation.memberships.create(user=user, role="reader")
    Application.objects.all().delete()

    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=1, minutes=1)):
        assert delete_accounts_by_code() == 0


def test_a_code_that_is_over_says_so(client, application, deliver):
    ask(client, deliver)

    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=16)):
        page = client.post(TYPE, {"code": "0000-0000"}, follow=True)

    assert "Der Code gilt nicht mehr." in page.content.decode()


def test_whoever_comes_by_code_alone_is_offered_no_second_factor(client, application, deliver):
    client.post(TYPE, {"code": code_in(*ask(client, deliver))})
    account = client.get("/de/konto/sicherheit/").content.decode()

    assert "/de/konto/sicherheit/app/" not in account
    assert ADDRESS in account
    assert User.objects.get(email=ADDRESS).username not in account
    assert client.get("/de/konto/sicherheit/app/").url == "/de/konto/sicherheit/"


def test_sign_out_closes_the_links_that_were_opened(client, application, deliver):
    link = Link.objects.get(purpose=STATUS_LINK, object_key=str(application.key))
    client.get(f"/de/bewerbung/stand/oeffnen/{token(link)}/")
    client.post(TYPE, {"code": code_in(*ask(client, deliver))})

    client.post("/de/konto/abmelden/")

    assert client.get(f"/de/bewerbung/stand/{application.number}/").status_code == 404


def test_the_typed_address_leaves_the_session_with_the_code(client, application, deliver):
    (message,) = ask(client, deliver)
    assert client.session.get_expiry_age() <= settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT

    client.post(TYPE, {"code": code_in(message)})

    assert is_in(client)
    assert client.session.get_expiry_age() > 3600


def test_a_first_password_is_set_right_after_signing_in_and_not_later(client, application, deliver):
    """A volunteer has nothing else by which a borrowed phone could be told from its owner."""
    begin = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
    path, word = "/de/konto/passwort/setzen/", {"password1": WORD, "password2": WORD}
    with time_machine.travel(begin, tick=False):
        (message,) = ask(client, deliver)
        client.post(TYPE, {"code": code_in(message)})
    with time_machine.travel(begin + dt.timedelta(minutes=6), tick=False):
        assert client.post(path, word).url == "/de/konto/sicherheit/"
    assert not User.objects.get(email=ADDRESS).has_usable_password()

    with time_machine.travel(begin + dt.timedelta(minutes=4), tick=False):
        client.post(path, word)

    assert User.objects.get(email=ADDRESS).check_password(WORD)
