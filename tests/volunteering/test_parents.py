"""Under 18: a parent agrees by a link of their own; before that the organisation sees nothing."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import timezone

from cms_apps.links import services as links
from cms_apps.links.errors import LinkUsed
from cms_apps.links.models import Link
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.worker import drain
from cms_apps.parameters.selectors import number
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.enums import ApplicationState as State
from cms_apps.volunteering.errors import NotNow, OwnAddressForParent
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.selectors import applications_visible_to
from cms_apps.volunteering.services.parents import remind_parents
from cms_apps.volunteering.services.retention import delete_due
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import available
from tests.accessibility.walks.people import Person, holder_of
from tests.factories.people import make_application, make_member
from tests.volunteering.kept import UNRELEASED

pytestmark = pytest.mark.django_db
PARENT = {"parent_name": "Nour Beispiel", "parent_email": "nour@beispiel.example", "birth_year": 2010}
LETTER = "/de/schreibtisch/brief-der-eltern/"
NOBODY_WAITS = "wartet bei Ihnen keine Bewerbung"


@pytest.fixture
def minor(organisation) -> Application:
    make_member(organisation)
    return make_application(organisation, state="parent_asked", **PARENT)


def link_of(application) -> Link:
    return Link.objects.get(purpose=mails.PARENT_LINK, object_key=str(application.key))


def kinds(application) -> list[str]:
    return sorted(
        OutboxRow.objects.filter(subject_key=application.subject_key).values_list("kind", flat=True)
    )


def opened(application) -> Client:
    client = Client()
    response = client.get(f"/de/bewerbung/eltern/{links.token(link_of(application))}/")
    assert response.url == "/de/bewerbung/eltern/"
    return client


def test_the_confirmed_application_of_a_minor_waits_for_a_parent_and_is_hidden(organisation, minor):
    assert minor.state == State.PARENT_ASKED
    assert minor.promised_on is None
    assert kinds(minor) == sorted([mails.CONFIRM, mails.PARENT_ASK, mails.PARENT_WAIT])
    member = organisation.memberships.first().user
    assert not applications_visible_to(member).filter(pk=minor.pk).exists()


def test_an_adult_needs_no_parent(organisation):
    assert make_application(organisation, birth_year=1990).state == State.RECEIVED


def test_the_mail_to_the_parent_holds_no_name(minor, mailoutbox):
    drain()

    to_parent = next(mail for mail in mailoutbox if mail.to == [PARENT["parent_email"]])
    assert minor.number in to_parent.body
    for name in (minor.first_name, minor.last_name, "Nour"):
        assert name not in to_parent.body + to_parent.subject


def test_opening_the_link_changes_nothing_and_the_button_brings_the_application(minor):
    client = opened(minor)
    page = client.get("/de/bewerbung/eltern/")
    minor.refresh_from_db()
    assert minor.state == State.PARENT_ASKED
    assert minor.full_name in page.content.decode()

    answer = client.post("/de/bewerbung/eltern/", {"go": "agree"})

    minor.refresh_from_db()
    assert answer.status_code == 200
    assert minor.state == State.RECEIVED
    assert minor.parent_agreed_at
    assert minor.promised_on > timezone.localdate()
    assert {mails.RECEIPT, mails.NEW_APPLICATION} <= set(kinds(minor))
    assert minor.history.last().actor_name == "Eltern"


def test_a_refusal_ends_the_application_and_tells_the_person(minor):
    opened(minor).post("/de/bewerbung/eltern/", {"go": "refuse"})

    minor.refresh_from_db()
    assert minor.state == State.WITHDRAWN
    assert mails.PARENT_REFUSED in kinds(minor)
    assert mails.NEW_APPLICATION not in kinds(minor)


def test_a_second_tap_and_an_unknown_button_change_nothing(minor):
    client = opened(minor)
    assert client.post("/de/bewerbung/eltern/", {"go": "perhaps"}).status_code == 302
    client.post("/de/bewerbung/eltern/", {"go": "agree"})
    again = client.post("/de/bewerbung/eltern/", {"go": "refuse"})

    minor.refresh_from_db()
    assert again.status_code == 410
    assert minor.state == State.RECEIVED
    with pytest.raises(LinkUsed):
        services.refuse_as_parent(link_of(minor))


def test_a_parent_is_reminded_once(minor):
    Application.objects.filter(pk=minor.pk).update(state_since=timezone.now() - timedelta(days=4))

    assert [remind_parents(), remind_parents()] == [1, 0]
    assert kinds(minor).count(mails.PARENT_ASK) == 2


def test_without_an_answer_everything_is_deleted(minor):
    Application.objects.filter(pk=minor.pk).update(state_since=timezone.now() - timedelta(days=15))

    assert delete_due(*UNRELEASED) == 1
    assert not Link.objects.filter(object_key=str(minor.key)).exists()
    assert not OutboxRow.objects.filter(subject_key=minor.subject_key).exists()


def test_without_an_address_of_a_parent_there_is_a_letter(organisation):
    application = make_application(
        organisation, state="parent_asked", parent_name="Nour Beispiel", birth_year=2010
    )
    client = Client()
    status = Link.objects.get(purpose=mails.STATUS_LINK, object_key=str(application.key))
    client.get(f"/de/bewerbung/stand/oeffnen/{links.token(status)}/")

    assert mails.PARENT_ASK not in kinds(application)
    letter = client.get(f"/de/bewerbung/stand/{application.number}/brief/").content.decode()
    assert application.number in letter
    assert "Nour Beispiel" in letter


@pytest.mark.parametrize("typed", [str.lower, lambda number: number.replace("-", ""), str])
def test_the_team_records_a_letter_by_its_number(organisation, minor, typed):
    client = Client()
    client.force_login(organisation.memberships.first().user)

    response = client.post(LETTER, {"number": typed(minor.number), "signed": "on"})

    minor.refresh_from_db()
    assert response.url == f"/de/schreibtisch/bewerbungen/{minor.number}/"
    assert minor.state == State.RECEIVED
    assert minor.history.last().transition == "record_letter"
    with pytest.raises(LinkUsed):
        links.check(link_of(minor))


def test_a_foreign_and_an_unknown_number_are_answered_alike(other_organisation, minor):
    client = Client()
    client.force_login(make_member(other_organisation))
    pages = [
        client.post(LETTER, {"number": number, "signed": "on"}).content.decode()
        for number in (minor.number, "AAA-AAA")
    ]

    assert [page.count(NOBODY_WAITS) for page in pages] == [pages[0].count(NOBODY_WAITS)] * 2
    assert NOBODY_WAITS in pages[0]
    minor.refresh_from_db()
    assert minor.state == State.PARENT_ASKED


def test_a_reader_records_no_letter(organisation, minor):
    client = Client()
    client.force_login(make_member(organisation, role="reader"))

    assert client.post(LETTER, {"number": minor.number, "signed": "on"}).status_code == 200
    minor.refresh_from_db()
    assert minor.state == State.PARENT_ASKED


def test_staff_never_speaks_for_a_parent(organisation, minor):
    actor = Actor.staff(organisation.memberships.first().user)

    assert available(APPLICATION, minor, actor) == ["record_letter"]


@pytest.mark.parametrize("end", ["refused", "withdrawn"])
def test_what_a_parent_did_not_release_is_never_seen(client, organisation, minor, end):
    if end == "refused":
        opened(minor).post("/de/bewerbung/eltern/", {"go": "refuse"})
    else:
        services.withdraw(minor)
    member = organisation.memberships.first().user
    client.force_login(member)

    minor.refresh_from_db()
    assert minor.state == State.WITHDRAWN
    assert not applications_visible_to(member).exists()
    assert minor.number not in client.get("/de/schreibtisch/bewerbungen/?stand=entschieden").content.decode()
    assert client.get(f"/de/schreibtisch/bewerbungen/{minor.number}/").status_code == 404
    assert mails.WITHDRAWN_TO_TEAM not in kinds(minor)


def test_a_withdrawal_that_the_team_knew_of_is_told(organisation):
    application = services.withdraw(make_application(organisation))

    assert mails.WITHDRAWN_TO_TEAM in kinds(application)
    member = make_member(organisation)
    assert applications_visible_to(member).filter(pk=application.pk).exists()


def test_a_parents_address_gets_no_more_mails_an_hour_than_any_other(organisation):
    for _ in range(4):
        make_application(organisation, state="parent_asked", **PARENT)

    due = OutboxRow.objects.filter(kind=mails.PARENT_ASK).order_by("pk").values_list("due_at", flat=True)
    soon = timezone.now() + timedelta(minutes=1)
    assert [at < soon for at in due] == [True, True, True, False]


def test_the_page_after_sending_says_that_parents_are_waited_for(organisation):
    minor = make_application(organisation, state="parent_asked", **PARENT)
    page = render_to_string("volunteering/sent.html", {"application": minor, "terms": {}})

    assert "Eltern müssen noch zustimmen" in page
    assert "meldet sich bis" not in page


def test_a_wrong_address_of_a_parent_is_corrected_and_the_old_link_opens_nothing(minor, mailoutbox):
    client, wrong = holder_of(Person(), minor), links.token(link_of(minor))
    address = f"/de/bewerbung/stand/{minor.number}/angaben/eltern/"
    assert address in client.get(f"/de/bewerbung/stand/{minor.number}/").content.decode()
    page = client.get(address)
    assert page.context["form"]["parent_email"].value() == PARENT["parent_email"]

    right = {"parent_name": "Nour Beispiel", "parent_email": "nour.b@beispiel.example"}
    saved = client.post(address, {"seen": page.context["seen"], "go": "save", **right})
    drain()

    assert saved.status_code == 302
    minor.refresh_from_db()
    assert (minor.state, minor.parent_email) == (State.PARENT_ASKED, right["parent_email"])
    asked = [mail for mail in mailoutbox if "/bewerbung/eltern/" in mail.body]
    assert [mail.to for mail in asked] == [[right["parent_email"]]]
    assert links.token(link_of(minor)) in asked[0].body
    refused = Client().get(f"/de/bewerbung/eltern/{wrong}/", follow=True)
    assert "zustimmen" not in refused.content.decode().casefold()
    assert opened(minor).get("/de/bewerbung/eltern/").status_code == 200


def test_a_corrected_parent_needs_another_address_and_none_at_all_makes_a_letter(minor):
    client, address = holder_of(Person(), minor), f"/de/bewerbung/stand/{minor.number}/angaben/eltern/"
    own = {"parent_name": "Nour Beispiel", "parent_email": minor.email.upper()}

    page = client.post(address, {"seen": 0, "go": "save", **own})

    assert page.context["form"].errors["parent_email"] == [str(OwnAddressForParent.message)]
    client.post(address, {"seen": 0, "go": "save", "parent_name": "Nour Beispiel", "parent_email": ""})
    status = client.get(f"/de/bewerbung/stand/{minor.number}/").content.decode()
    assert "Brief ansehen und drucken" in status
    assert link_of(minor).used_at is not None


def test_a_parent_who_agreed_is_corrected_no_more(minor):
    services.agree_as_parent(link_of(minor))
    client = holder_of(Person(), minor)

    page = client.get(f"/de/bewerbung/stand/{minor.number}/angaben/eltern/")

    assert page.url == f"/de/bewerbung/stand/{minor.number}/"
    with pytest.raises(NotNow):
        services.correct(Application.objects.get(pk=minor.pk), "parent", PARENT, seen=0)


def test_a_corrected_parent_is_reminded_in_time_and_never_promised_more_than_there_is(minor, time_machine):
    begun = minor.state_since
    client, address = holder_of(Person(), minor), f"/de/bewerbung/stand/{minor.number}/angaben/eltern/"
    time_machine.move_to(begun + timedelta(days=number("parent.remind_days"), hours=1))
    assert remind_parents() == 1

    right = {"parent_name": "Nour Beispiel", "parent_email": "nour.b@beispiel.example"}
    client.post(address, {"seen": 0, "go": "save", **right})

    assert link_of(minor).expires_at == begun + timedelta(days=number("parent.days"))
    assert remind_parents() == 0
    time_machine.shift(timedelta(days=number("parent.remind_days"), hours=1))
    assert remind_parents() == 1
