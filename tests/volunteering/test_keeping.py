"""Applications that are kept: asked once a year, resting without an answer, told before they are deleted."""

import datetime as dt

import pytest

from cms_apps.outbox.models import OutboxRow
from cms_apps.parameters.models import Parameter
from cms_apps.parameters.selectors import forget_cached
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.models import Application
from cms_apps.volunteering.services.retention import delete_due
from cms_apps.volunteering.services.timers import rest
from cms_apps.volunteering.ticks import announce_deletion, ask_interest, let_rest
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_application, make_member
from tests.volunteering.kept import CLOSED
from tests.volunteering.test_life import MONDAY, at, fresh, kinds, open_status

pytestmark = pytest.mark.django_db
YEAR = 365


@pytest.fixture
def actor(organisation):
    return Actor.staff(make_member(organisation))


@pytest.fixture
def listed(organisation, actor):
    with at():
        application = services.take_into_review(make_application(organisation), actor=actor)
        return services.shortlist(application, actor=actor, message="Im Herbst.")


def own(application, verb: str) -> str:
    return f"/de/bewerbung/stand/{application.number}/{verb}/"


def test_whoever_is_kept_is_asked_once_a_year_and_stays_by_a_button(client, listed, deliver):
    with at(days=YEAR, seconds=-1):
        deliver()
        assert ask_interest() == 0
        assert own(listed, "noch-interessiert") not in open_status(client, listed).content.decode()
    with at(days=YEAR):
        assert (ask_interest(), ask_interest()) == (1, 0)
        (mail,) = deliver()
        page = open_status(client, listed).content.decode()
        assert own(listed, "noch-interessiert") in page
        assert own(listed, "zurueckziehen") in page
        assert client.get(own(listed, "noch-interessiert")).status_code == 302
        assert fresh(listed).asked_interest_at
        client.post(own(listed, "noch-interessiert"))
        client.post(own(listed, "noch-interessiert"))
    assert mail.to == [listed.email]
    assert "21 Tage" in mail.body

    history = list(listed.history.values_list("transition", flat=True))
    assert history.count("still_interested") == 1
    with at(days=YEAR + 22):
        assert (let_rest(), ask_interest()) == (0, 0)
    with at(days=2 * YEAR):
        assert ask_interest() == 1


def test_without_an_answer_it_rests_after_three_weeks(listed):
    with at(days=YEAR):
        ask_interest()
    with at(days=YEAR + 21, seconds=-1):
        assert let_rest() == 0
    with at(days=YEAR + 21):
        assert (let_rest(), let_rest()) == (1, 0)

    assert fresh(listed).state == "resting"
    assert kinds().count(mails.RESTING) == 1


def test_an_answer_at_the_same_moment_wins(listed):
    with at(days=YEAR):
        ask_interest()
    with at(days=YEAR + 21):
        seen_by_the_clock = fresh(listed)
        services.still_interested(fresh(listed))

        assert rest(seen_by_the_clock) is False

    assert fresh(listed).state == "shortlisted"


def test_a_question_that_was_answered_meanwhile_is_not_sent(listed, deliver):
    with at(days=YEAR):
        deliver()
        ask_interest()
        services.still_interested(fresh(listed))

        assert deliver() == []


def test_nobody_is_asked_who_cannot_be_reached(listed):
    Application.objects.update(email="")

    with at(days=2 * YEAR):
        assert (ask_interest(), let_rest()) == (0, 0)


@pytest.fixture
def resting(listed):
    with at(days=YEAR):
        ask_interest()
    with at(days=YEAR + 21):
        let_rest()
    return fresh(listed)


FROM_REST = YEAR + 21


def test_a_last_notice_goes_out_once_two_weeks_before_deletion(client, resting, deliver):
    with at(days=FROM_REST + YEAR - 14, seconds=-1):
        assert announce_deletion() == 0
        assert "Angaben gelöscht" not in open_status(client, resting).content.decode()
        deliver()
    with at(days=FROM_REST + YEAR - 14):
        assert (announce_deletion(), announce_deletion()) == (1, 0)
        (mail,) = deliver()
        page = open_status(client, resting).content.decode()
        assert own(resting, "wieder-aufnehmen") in page
        assert "wird sie mit allen Ihren Angaben gelöscht" in page
    day = (MONDAY + dt.timedelta(days=FROM_REST + YEAR)).date()
    assert f"{day.day}. " in mail.body.replace("\N{NO-BREAK SPACE}", " ")
    assert str(day.year) in mail.body
    with at(days=FROM_REST + YEAR, seconds=-1):
        assert delete_due(*CLOSED) == 0
    with at(days=FROM_REST + YEAR, seconds=1):
        assert delete_due(*CLOSED) == 1

    assert not Application.objects.exists()
    assert not OutboxRow.objects.filter(kind=mails.LAST_NOTICE).exists()


def test_after_a_standstill_nobody_is_deleted_without_the_notice(resting, deliver):
    with at(days=3 * YEAR):
        assert delete_due(*CLOSED) == 0
        deliver()
        assert announce_deletion() == 1
        assert delete_due(*CLOSED) == 0
        assert str((MONDAY + dt.timedelta(days=3 * YEAR + 14)).year) in deliver()[0].body
    with at(days=3 * YEAR + 14, seconds=1):
        assert delete_due(*CLOSED) == 1


def test_who_wakes_after_the_notice_stays(resting):
    with at(days=FROM_REST + YEAR - 14):
        announce_deletion()
        services.wake(fresh(resting))
    with at(days=FROM_REST + YEAR + 1):
        assert delete_due(*CLOSED) == 0

    assert fresh(resting).state == "in_review"


def test_who_has_no_address_is_deleted_in_time(resting):
    Application.objects.update(email="")

    with at(days=FROM_REST + YEAR, seconds=1):
        assert (announce_deletion(), delete_due(*CLOSED)) == (0, 1)


def test_waiting_times_are_parameters(listed):
    for key in ("still_interested.days", "still_interested.wait_days"):
        Parameter.objects.create(key=key, value="3", valid_from=MONDAY.date())
    forget_cached()

    with at(days=3):
        assert ask_interest() == 1
    with at(days=6):
        assert let_rest() == 1
