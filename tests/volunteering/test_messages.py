"""Messages between the person and the team."""

import pytest
from django.test import Client

from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering.errors import MessagesClosed, TooManyMessages
from cms_apps.volunteering.models import Message
from cms_apps.volunteering.services.messages import write_to_person, write_to_team
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import NotPermitted
from tests.factories.people import make_application, make_member
from tests.volunteering.test_status import address, open_link

pytestmark = pytest.mark.django_db
TEXT = "Kann ich auch <b>abends</b> anfangen?"


def desk_of(user):
    client = Client()
    client.force_login(user)
    return client


def test_the_person_writes_and_the_team_is_told_without_the_words(client, organisation, deliver):
    member = make_member(organisation)
    application = make_application(organisation, state="in_review")
    open_link(client, application)
    deliver()

    page = client.post(address("write", application), {"text": TEXT}, follow=True).content.decode()

    mail = next(one for one in deliver() if one.to == [member.email])
    assert "Ihre Nachricht ist beim Team." in page
    assert "abends" not in mail.body + mail.subject
    assert application.last_name not in mail.body + mail.subject
    assert f"/de/schreibtisch/bewerbungen/{application.number}/" in mail.body
    shown = desk_of(member).get(f"/de/schreibtisch/bewerbungen/{application.number}/").content.decode()
    assert "Kann ich auch &lt;b&gt;abends&lt;/b&gt; anfangen?" in shown


def test_the_words_stay_closed_at_the_desk_until_contact_is_open(client, organisation):
    member = make_member(organisation)
    application = make_application(organisation)
    open_link(client, application)
    client.post(address("write", application), {"text": TEXT})

    shown = desk_of(member).get(f"/de/schreibtisch/bewerbungen/{application.number}/").content.decode()

    assert "abends" not in shown
    assert "Die Person hat geschrieben." in shown


def test_the_team_writes_and_the_person_reads_it_in_the_mail_and_on_the_page(client, organisation, deliver):
    desk, application = desk_of(make_member(organisation)), make_application(organisation, state="in_review")
    deliver()

    desk.post(f"/de/schreibtisch/bewerbungen/{application.number}/nachricht/", {"text": "Passt Dienstag?"})

    mail = next(one for one in deliver() if one.to == [application.email])
    assert "Passt Dienstag?" in mail.body
    assert "/de/bewerbung/stand/oeffnen/" in mail.body
    assert "Passt Dienstag?" in open_link(client, application).content.decode()


@pytest.mark.parametrize("state", ["received", "declined", "withdrawn"])
def test_nobody_of_the_team_writes_while_contact_is_closed(organisation, state):
    actor, application = (
        Actor.staff(make_member(organisation)),
        make_application(organisation, state=state),
    )

    with pytest.raises(MessagesClosed):
        write_to_person(application, actor=actor, text="Hallo")

    assert not Message.objects.exists()


def test_a_member_of_another_organisation_may_not_write(organisation, other_organisation):
    application = make_application(organisation, state="in_review")

    with pytest.raises(NotPermitted):
        write_to_person(application, actor=Actor.staff(make_member(other_organisation)), text="Hallo")


@pytest.mark.parametrize("state", ["declined", "withdrawn"])
def test_after_the_end_the_person_cannot_write(client, organisation, state):
    application = make_application(organisation, state=state)
    page = open_link(client, application).content.decode()

    with pytest.raises(MessagesClosed):
        write_to_team(application, text=TEXT)

    assert "Nachricht schreiben" not in page


def test_the_hours_limit_keeps_what_was_typed_and_says_when_to_go_on(client, organisation):
    application = make_application(organisation, state="in_review")
    open_link(client, application)
    for _ in range(5):
        write_to_team(application, text="Hallo")

    page = client.post(address("write", application), {"text": "Noch etwas"})

    assert page.status_code == 200
    assert "in einer Stunde noch einmal" in page.content.decode()
    assert "Noch etwas</textarea>" in page.content.decode()
    assert Message.objects.count() == 5
    assert OutboxRow.objects.filter(kind="volunteering.message_to_team", recipient="").count() == 0
    with pytest.raises(TooManyMessages):
        write_to_team(application, text="Hallo")


def test_opening_a_page_marks_nothing_the_buttons_and_an_answer_do(client, organisation):
    member = make_member(organisation)
    desk, application = desk_of(member), make_application(organisation, state="in_review")
    case = f"/de/schreibtisch/bewerbungen/{application.number}/"
    write_to_person(application, actor=Actor.staff(member), text="Passt Dienstag?")
    open_link(client, application)
    client.get(address("read", application))
    assert Message.objects.get().read_at is None

    client.post(address("read", application))
    assert Message.objects.get().read_at is not None
    write_to_team(application, text="Ja.")
    desk.get(f"{case}gelesen/")
    assert Message.objects.last().read_at is None
    desk.post(f"{case}gelesen/")

    assert Message.objects.last().read_at is not None
    assert "vom Team gelesen" in client.get(address("status", application)).content.decode()


def test_an_empty_message_is_asked_for_again(client, organisation):
    application = make_application(organisation)
    open_link(client, application)

    page = client.post(address("write", application), {"text": "  "}).content.decode()

    assert "Schreiben Sie Ihre Nachricht." in page
    assert not Message.objects.exists()
