"""The middle of an application's life: question and answer, the list, resting, and what the clock does."""

import datetime as dt

import pytest
import time_machine

from cms_apps.links.models import Link
from cms_apps.links.services import token
from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.mails import STATUS_LINK
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.ticks import escalate, let_rest, remind_of_questions, remind_teams, tell_overdue
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import last_history_id
from tests.factories.people import make_application, make_member, make_organisation

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 6, 8, 9, 0, tzinfo=dt.UTC)  # no holiday in the five weeks after it


def at(**later):
    return time_machine.travel(MONDAY + dt.timedelta(**later), tick=False)


@pytest.fixture
def actor(organisation):
    return Actor.staff(make_member(organisation))


@pytest.fixture
def reviewed(organisation, actor):
    with at():
        return services.take_into_review(make_application(organisation), actor=actor)


@pytest.fixture
def asked(reviewed, actor):
    with at():
        return services.ask(reviewed, actor=actor, text="An welchen Tagen haben Sie Zeit?")


def kinds() -> list[str]:
    return list(OutboxRow.objects.order_by("pk").values_list("kind", flat=True))


def fresh(application) -> Application:
    return Application.objects.get(pk=application.pk)


def open_status(client, application):
    link = Link.objects.get(purpose=STATUS_LINK, object_key=str(application.key))
    return client.get(f"/de/bewerbung/stand/oeffnen/{token(link)}/", follow=True)


def desk_path(application, verb):
    return f"/de/schreibtisch/bewerbungen/{application.number}/{verb}/"


def test_the_promise_moves_by_the_working_days_of_waiting(asked):
    promised = asked.promised_on
    with at(days=7):
        services.answer(asked, text="Montags.")

    assert fresh(asked).promised_on == promised + dt.timedelta(days=7)
    assert fresh(asked).clock_stopped_on is None


def test_while_a_question_is_open_nobody_is_late(asked):
    with at(days=20):
        assert (tell_overdue(), escalate()) == (0, 0)
        assert fresh(asked).is_overdue is False


def test_question_and_answer_go_by_the_pages(client, reviewed, actor):
    client.force_login(actor.user)
    data = {"expected": last_history_id(reviewed), "text": "An welchen Tagen?"}
    assert client.post(desk_path(reviewed, "fragen"), data).status_code == 302
    client.logout()

    page = open_status(client, reviewed).content.decode()
    path = f"/de/bewerbung/stand/{reviewed.number}/antworten/"
    assert path in page
    assert "An welchen Tagen?" in client.get(path).content.decode()
    assert "Schreiben Sie Ihre Antwort." in client.post(path, {"text": " "}).content.decode()
    client.post(path, {"text": "Montags."})
    client.post(path, {"text": "Noch einmal."})

    assert fresh(reviewed).state == "in_review"
    assert list(reviewed.messages.values_list("text", flat=True)) == ["An welchen Tagen?", "Montags."]


def test_a_late_question_is_told_with_the_new_state(client, reviewed, actor):
    client.force_login(actor.user)
    seen = last_history_id(reviewed)
    services.withdraw(reviewed)

    answer = client.post(desk_path(reviewed, "fragen"), {"expected": seen, "text": "Noch da?"})

    assert answer.status_code == 409
    assert not reviewed.messages.exists()


def test_an_open_question_is_reminded_once_then_rests_once(asked):
    with at(days=7, seconds=-1):
        assert remind_of_questions() == 0
    with at(days=7):
        assert (remind_of_questions(), remind_of_questions()) == (1, 0)
    with at(days=21, seconds=-1):
        assert let_rest() == 0
    with at(days=21):
        assert (let_rest(), let_rest()) == (1, 0)

    assert fresh(asked).state == "resting"
    assert kinds()[-2:] == [mails.QUESTION_REMINDER, mails.RESTING]


def test_days_until_resting_are_the_organisations_own(asked, organisation):
    organisation.rest_days = 5
    organisation.save()

    with at(days=5):
        assert let_rest() == 1


def test_whoever_rests_wakes_by_a_button_with_a_new_promise(client, asked):
    with at(days=30):
        let_rest()
    with at(days=31):
        path = f"/de/bewerbung/stand/{asked.number}/wieder-aufnehmen/"
        assert path in open_status(client, asked).content.decode()
        client.post(path)
        client.post(path)

    assert fresh(asked).state == "in_review"
    assert fresh(asked).promised_on > (MONDAY + dt.timedelta(days=31)).date()
    assert kinds().count(mails.WOKEN_TO_TEAM) == 1


def test_somebody_on_the_list_is_taken_up_with_a_new_promise(client, reviewed, actor):
    client.force_login(actor.user)
    data = {"expected": last_history_id(reviewed), "message": "Im Herbst."}
    client.post(desk_path(reviewed, "vormerken"), data)
    assert fresh(reviewed).state == "shortlisted"

    client.post(desk_path(reviewed, "wieder-pruefen"), {"expected": last_history_id(reviewed)})

    assert fresh(reviewed).state == "in_review"


def test_the_team_is_reminded_once_after_five_working_days(organisation, actor):
    with at():
        make_application(organisation)
    with at(days=6):
        assert remind_teams() == 0
    with at(days=7):
        assert (remind_teams(), remind_teams()) == (1, 0)

    assert kinds().count(mails.WAITING_TO_TEAM) == 1


def test_a_missed_promise_is_told_once_and_reaches_the_centre_two_days_later(reviewed, deliver):
    make_organisation("Zentrum", centre=True, email="zentrum@vielfalt.example")
    with at(days=14):
        assert (tell_overdue(), escalate()) == (0, 0)
    with at(days=15):
        deliver()
        assert (tell_overdue(), tell_overdue(), escalate()) == (1, 0, 0)
        (mail,) = deliver()
        assert "0611 555 0100" in mail.body
    with at(days=16):
        assert (escalate(), escalate()) == (1, 0)
        (mail,) = deliver()

    assert mail.to == ["zentrum@vielfalt.example"]
    assert reviewed.number in mail.body
    assert "Träger A" in mail.body
    assert not any(word in mail.subject + mail.body for word in ("Amal", "Beispiel", "amal"))


def test_what_the_clock_missed_is_made_up(reviewed):
    with at(days=60):
        assert (tell_overdue(), escalate()) == (1, 1)


def test_a_first_talk_is_arranged_moved_and_cancelled(client, reviewed, actor, deliver):
    client.force_login(actor.user)
    talk = {"day": "2026-06-12", "time": "16:30", "minutes": "30", "mode": "place", "where": "Rathaus"}
    with at():
        client.post(desk_path(reviewed, "gespraech"), {"expected": last_history_id(reviewed), **talk})
        moved = {**talk, "day": "2026-06-15", "expected": last_history_id(reviewed)}
        client.post(desk_path(reviewed, "gespraech/verlegen"), moved)
        (mail,) = (one for one in deliver() if "verlegt" in one.subject)
    assert "15. Juni" in mail.body.replace("\N{NO-BREAK SPACE}", " ")
    assert "16:30" in mail.body
    assert reviewed.talks.get().sequence == 1

    path = f"/de/bewerbung/stand/{reviewed.number}/gespraech-absagen/"
    assert path in open_status(client, reviewed).content.decode()
    client.post(path)
    client.post(path)

    assert fresh(reviewed).state == "in_review"
    assert reviewed.talks.get().outcome == "cancelled"


def test_a_talk_in_the_past_is_refused_at_the_field(client, reviewed, actor):
    client.force_login(actor.user)
    talk = {"day": "2020-06-12", "time": "16:30", "minutes": "30", "mode": "place", "where": "Rathaus"}

    page = client.post(desk_path(reviewed, "gespraech"), {"expected": last_history_id(reviewed), **talk})

    assert set(page.context["form"].errors) == {"day"}
    assert fresh(reviewed).state == "in_review"


@pytest.mark.parametrize("end", ["decline", "withdraw"])
def test_whatever_ends_an_application_ends_its_talk(reviewed, actor, end):
    soon = services.Appointment(MONDAY + dt.timedelta(days=3), 45, "place", "Rathaus")
    services.arrange_talk(reviewed, actor=actor, appointment=soon)

    if end == "decline":
        services.decline(reviewed, actor=actor, reason="no_need", message="Zurzeit nicht.")
    else:
        services.withdraw(reviewed)

    assert reviewed.talks.get().outcome == "cancelled"
