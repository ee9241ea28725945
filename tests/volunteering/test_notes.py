"""Notes and phone calls: for the team alone, correctable for some minutes, in no mail."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cms_apps.foundation.privacy import declaration_of
from cms_apps.links import services as links
from cms_apps.links.models import Link
from cms_apps.organisations.enums import Role
from cms_apps.parameters.selectors import number
from cms_apps.volunteering import services
from cms_apps.volunteering.mails import STATUS_LINK
from cms_apps.volunteering.models import Note
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_application, make_member

pytestmark = pytest.mark.django_db
SECRET = "Rief an, klang müde"


@pytest.fixture
def application(organisation):
    make_member(organisation)
    return make_application(organisation, state="in_review")


@pytest.fixture
def member(client, organisation, application):
    user = make_member(organisation, first_name="Tamara", last_name="Vogel")
    client.force_login(user)
    return user


def address(name, application, *more):
    return reverse(f"desk:{name}", args=[application.number, *more])


def write(client, application, text=SECRET, kind="call"):
    return client.post(address("write_note", application), {"kind": kind, "text": text})


def page(client, application):
    return client.get(address("application", application)).content.decode()


def test_a_call_is_written_down_and_read_by_the_team(client, organisation, application, member):
    answer = write(client, application)

    assert answer.url.endswith("#notizen")
    assert SECRET in page(client, application)
    client.force_login(make_member(organisation, role=Role.READER))
    seen = page(client, application)
    assert SECRET in seen
    assert "Tamara Vogel" in seen
    assert address("write_note", application) not in seen
    assert write(client, application, "Von mir").status_code == 403


def test_nothing_is_kept_of_an_empty_note(client, application, member):
    answer = write(client, application, "  ", kind="gossip")

    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {"kind", "text"}
    assert not Note.objects.exists()


def test_an_own_note_is_corrected_for_some_minutes(client, organisation, application, member):
    write(client, application)
    note = Note.objects.get()
    correct = address("correct_note", application, note.pk)

    assert SECRET in client.get(correct).content.decode()
    client.post(correct, {"kind": "note", "text": "Schrieb, klang munter"})
    assert Note.objects.get().text == "Schrieb, klang munter"
    with time_machine.travel(timezone.now() + timedelta(minutes=number("note.minutes"), seconds=1)):
        client.force_login(member)
        assert client.get(correct).status_code == 404
        late = client.post(correct, {"kind": "note", "text": "Zu spät"})
    assert "nicht mehr berichtigen" in late.content.decode()
    client.force_login(make_member(organisation))
    assert client.get(correct).status_code == 404
    client.post(correct, {"kind": "note", "text": "Fremd"})
    assert Note.objects.get().text == "Schrieb, klang munter"


def test_a_note_of_another_application_is_not_there(client, organisation, application, member):
    write(client, make_application(organisation, state="in_review"))

    assert client.get(address("correct_note", application, Note.objects.get().pk)).status_code == 404


def test_a_note_is_in_no_mail_and_not_on_the_page_of_the_person(client, organisation, application, deliver):
    actor = Actor.staff(make_member(organisation))
    services.write_note(application, actor=actor, kind="note", text=SECRET)
    mails = deliver()
    services.ask(application, actor=actor, text="Wann?")
    mails += deliver()
    services.answer(application, text="Montags.")
    mails += deliver()
    services.accept(application, actor=actor)
    mails += deliver()
    token = links.token(Link.objects.get(purpose=STATUS_LINK, object_key=str(application.key)))

    status = client.get(f"/de/bewerbung/stand/oeffnen/{token}/", follow=True)

    assert len(mails) > 3
    assert not any(SECRET in f"{one.body}{one.alternatives}" for one in mails)
    assert status.status_code == 200
    assert SECRET not in status.content.decode()


def test_notes_are_part_of_what_is_known_of_the_person():
    declaration = declaration_of(Note)

    assert declaration is not None
    assert declaration.subject == "application"
    assert "text" in declaration.fields
