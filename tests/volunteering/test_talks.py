"""The first talk: in the calendar, remembered, missed, and wanted before anybody is accepted."""

import datetime as dt

import pytest
from icalendar import Calendar

from cms_apps.outbox.models import OutboxRow
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.errors import TalkNotHeld, TalkStillAhead
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.ticks import remind_of_talks
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import last_history_id
from tests.factories.people import make_application, make_member
from tests.volunteering.test_life import MONDAY, at, desk_path, fresh, kinds, open_status

pytestmark = pytest.mark.django_db
FRIDAY = MONDAY + dt.timedelta(days=4)


def appointment(day: dt.datetime = FRIDAY, **values) -> services.Appointment:
    return services.Appointment(
        **{"starts_at": day, "minutes": 45, "mode": "video", "where": "https://video.example/r1", **values}
    )


@pytest.fixture
def actor(organisation):
    return Actor.staff(make_member(organisation))


@pytest.fixture
def reviewed(organisation, actor):
    with at():
        return services.take_into_review(make_application(organisation), actor=actor)


@pytest.fixture
def invited(reviewed, actor):
    with at():
        return services.arrange_talk(reviewed, actor=actor, appointment=appointment())


def files(messages) -> list[Calendar]:
    """What hangs on these mails, as mail programs read it."""
    found = []
    for message in messages:
        for part in message.message().walk():
            if part.get_content_type() == "text/calendar":
                assert part.get_filename() == "gespraech.ics"
                calendar = Calendar.from_ical(part.get_payload(decode=True))
                assert part.get_param("method") == str(calendar["METHOD"])
                found.append(calendar)
    return found


def summary(calendar) -> tuple[str, str, int]:
    (event,) = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), str(event["UID"]), event["SEQUENCE"]


def test_invitation_move_and_own_cancelling_reach_the_calendar(invited, actor, deliver):
    uid = f"talk-{invited.talks.get().pk}@testserver"
    with at(hours=1):
        first = files(deliver())
        services.move_talk(invited, actor=actor, appointment=appointment(FRIDAY + dt.timedelta(days=3)))
        moved = files(deliver())
        services.cancel_talk(invited)
        gone = files(deliver())

    assert [summary(one) for one in (*first, *moved, *gone)] == [
        ("PUBLISH", uid, 0),
        ("PUBLISH", uid, 1),
        ("CANCEL", uid, 2),
    ]
    (event,) = moved[0].walk("VEVENT")
    assert event["DTSTART"].dt == FRIDAY + dt.timedelta(days=3)
    assert str(event["LOCATION"]) == "https://video.example/r1"


def test_a_file_names_nobody_but_the_organisation(invited, deliver):
    with at():
        (calendar,) = files(deliver())

    text = calendar.to_ical().decode().replace("\r\n ", "")
    assert "Träger A" in text
    secrets = ("Amal", "Beispiel", "amal", invited.number, str(invited.key), "ATTENDEE", "/bewerbung/")
    assert [word for word in secrets if word in text] == []


@pytest.mark.parametrize(("days", "expected"), [(1, ["CANCEL"]), (6, [])], ids=["ahead", "past"])
@pytest.mark.parametrize("end", ["decline", "withdraw"])
def test_the_end_of_an_application_strikes_out_the_talk_that_was_to_come(
    invited, actor, deliver, end, days, expected
):
    with at(days=days):
        deliver()
        if end == "decline":
            services.decline(invited, actor=actor, reason="no_need", message="Zurzeit nicht.")
        else:
            services.withdraw(invited)
        sent = deliver()

    assert [summary(one)[0] for one in files(sent)] == expected
    told = [one for one in sent if "entfällt" in one.body]
    assert len(told) == (1 if end == "decline" and expected else 0)


def test_without_a_talk_nothing_hangs_on_the_mails(reviewed, actor, deliver):
    services.decline(reviewed, actor=actor, reason="no_need", message="Zurzeit nicht.")

    assert files(deliver()) == []


def test_the_status_page_offers_the_file_to_its_person_only(client, invited, organisation):
    path = f"/de/bewerbung/stand/{invited.number}/gespraech.ics"
    assert client.get(path).status_code == 404
    with at():
        page = open_status(client, invited).content.decode()
        answer = client.get(path)
        foreign = client.get(f"/de/bewerbung/stand/{make_application(organisation).number}/gespraech.ics")
        services.cancel_talk(invited)
        assert client.get(path).status_code == 302

    assert path in page
    assert 'href="https://video.example/r1"' in page
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert summary(Calendar.from_ical(answer.content))[2] == 0
    assert foreign.status_code == 404


def test_a_talk_is_remembered_once_two_days_before(invited, deliver):
    with at(days=2, seconds=-1):
        assert remind_of_talks() == 0
        deliver()
    with at(days=2):
        assert (remind_of_talks(), remind_of_talks()) == (1, 0)
        (mail,) = deliver()

    assert mail.to == [invited.email]
    assert "Freitag, 12. Juni" in mail.body.replace("\N{NO-BREAK SPACE}", " ")
    assert "https://video.example/r1" in mail.body


@pytest.mark.parametrize(("days", "expected"), [(3.9, 1), (4, 0)], ids=["missed", "over"])
def test_what_the_clock_missed_is_made_up_before_the_talk(invited, days, expected):
    with at(days=days):
        assert remind_of_talks() == expected


def test_a_moved_talk_is_remembered_anew_and_one_arranged_late_is_not(invited, actor):
    with at(days=2):
        assert remind_of_talks() == 1
        services.move_talk(invited, actor=actor, appointment=appointment(FRIDAY + dt.timedelta(days=7)))
        assert remind_of_talks() == 0
    with at(days=9):
        assert remind_of_talks() == 1
        services.move_talk(invited, actor=actor, appointment=appointment(FRIDAY + dt.timedelta(days=6)))
        assert remind_of_talks() == 0


@pytest.mark.parametrize("then", ["cancel", "move", "begins"])
def test_a_reminder_that_is_not_true_any_more_stays_at_home(invited, actor, deliver, then):
    with at(days=2):
        deliver()
        remind_of_talks()
        if then == "cancel":
            services.cancel_talk(invited)
        elif then == "move":
            services.move_talk(invited, actor=actor, appointment=appointment(FRIDAY + dt.timedelta(days=7)))
    with at(days=5 if then == "begins" else 2):
        deliver()

    assert OutboxRow.objects.get(kind=mails.TALK_REMINDER).status == "dropped"


def test_who_did_not_come_is_told_what_to_do_and_a_new_talk_is_one_step_away(client, invited, actor, deliver):
    client.force_login(actor.user)
    with at(days=5):
        deliver()
        page = client.get(desk_path(invited, "gespraech/verpasst"))
        data = {"expected": page.context["form"]["expected"].value()}
        assert (
            "Wählen Sie, wie es weitergeht."
            in client.post(desk_path(invited, "gespraech/verpasst"), data).content.decode()
        )
        answer = client.post(desk_path(invited, "gespraech/verpasst"), {**data, "then": "again"})
        twice = client.post(desk_path(invited, "gespraech/verpasst"), {**data, "then": "later"})
        (mail,) = deliver()

    assert answer.url == desk_path(invited, "gespraech")
    assert twice.status_code == 409
    assert (fresh(invited).state, invited.talks.get().outcome) == ("in_review", "missed")
    assert mail.to == [invited.email]
    assert "0611 555 0101" in mail.body
    assert kinds().count(mails.TALK_MISSED) == 1


def test_nobody_has_missed_a_talk_that_lies_ahead(client, invited, actor):
    client.force_login(actor.user)
    with at():
        page = client.get(desk_path(invited, "gespraech/verpasst")).content.decode()
        data = {"expected": last_history_id(invited), "then": "later"}
        answer = client.post(desk_path(invited, "gespraech/verpasst"), data)
        with pytest.raises(TalkStillAhead):
            services.talk_missed(invited, actor=actor)
        case = client.get(f"/de/schreibtisch/bewerbungen/{invited.number}/").content.decode()

    assert "Gespräch verlegen" in case
    assert "gespraech/verpasst/" not in case
    assert str(TalkStillAhead.message) in page
    assert list(answer.context["form"].errors) == ["__all__"]
    assert fresh(invited).state == "talk"
    assert mails.TALK_MISSED not in kinds()


def test_nobody_has_held_a_talk_that_lies_ahead(client, invited, actor):
    client.force_login(actor.user)
    case = f"/de/schreibtisch/bewerbungen/{invited.number}/"
    with at():
        assert "Gespräch geführt" not in client.get(case).content.decode()
        data = {"expected": last_history_id(invited)}
        answer = client.post(desk_path(invited, "gespraech/gefuehrt"), data)
    assert (answer.status_code, fresh(invited).state) == (409, "talk")
    assert str(TalkStillAhead.message) in answer.content.decode()

    with at(days=4, minutes=1):
        assert "Gespräch geführt" in client.get(case).content.decode()
        client.post(desk_path(invited, "gespraech/gefuehrt"), data)
    assert (fresh(invited).state, invited.talks.get().outcome) == ("in_review", "held")


@pytest.fixture
def wanting(organisation):
    organisation.wants_first_talk = True
    organisation.save()
    return organisation


def accept(client, application, **data):
    data = {"expected": last_history_id(application), "course": "none", **data}
    return client.post(desk_path(application, "zusagen"), data)


def test_who_wants_a_talk_accepts_nobody_before_it(client, wanting, reviewed, actor):
    client.force_login(actor.user)
    page = client.get(desk_path(reviewed, "zusagen")).content.decode()
    assert "Ohne Erstgespräch zusagen" in page

    answer = accept(client, reviewed, message="Bis bald.")

    assert list(answer.context["form"].errors) == ["without_talk"]
    assert "Bis bald." in answer.content.decode()
    with pytest.raises(TalkNotHeld):
        services.accept(reviewed, actor=actor)
    assert fresh(reviewed).state == "in_review"
    assert mails.ACCEPTED not in kinds()


def test_a_coordinator_may_say_that_it_goes_without(client, wanting, reviewed, actor):
    client.force_login(actor.user)

    assert accept(client, reviewed, without_talk="on").status_code == 302

    assert fresh(reviewed).state == "accepted"
    page = client.get(f"/de/schreibtisch/bewerbungen/{reviewed.number}/").content.decode()
    assert "zugesagt (ohne Erstgespräch)" in page


@pytest.mark.parametrize(("outcome", "held"), [("talk_held", True), ("talk_missed", False)])
def test_only_a_talk_that_was_held_counts(wanting, invited, actor, outcome, held):
    with at(days=5):
        getattr(services, outcome)(invited, actor=actor)
        if not held:
            with pytest.raises(TalkNotHeld):
                services.accept(invited, actor=actor)
            return
        services.accept(invited, actor=actor)

    assert fresh(invited).state == "accepted"
    assert not fresh(invited).history.filter(note="without_talk").exists()


def test_where_nobody_wants_a_talk_nobody_is_asked_about_it(client, reviewed, actor):
    client.force_login(actor.user)

    assert "without_talk" not in client.get(desk_path(reviewed, "zusagen")).context["form"].fields
    assert accept(client, reviewed, without_talk="on").status_code == 302
    assert not Application.objects.get().history.filter(note="without_talk").exists()
