"""How was it? Asked once after the course, answered once, and by nobody's eyes tied to a person."""

import re
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.courses.services import finish_runs, start_runs
from cms_apps.enrolments import mails, services
from cms_apps.enrolments.errors import FeedbackOver
from cms_apps.enrolments.mails.feedback import hash_of, token_of
from cms_apps.enrolments.models import CourseFeedback, CourseReminder, Enrolment, FeedbackTicket
from cms_apps.enrolments.selectors.feedback import results_of
from cms_apps.enrolments.services.feedback import (
    _make_tickets,
    ask_how_it_was,
    delete_old_feedback,
    give_feedback,
)
from cms_apps.links.masking import mask
from cms_apps.organisations.enums import Role
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import handler_of
from cms_apps.volunteering.services import accept, take_into_review
from cms_apps.workflow.actors import Actor
from tests.enrolments.test_capacity import make_volunteer
from tests.factories.people import make_application, make_member, make_run
from tests.threads import kinds, together

pytestmark = pytest.mark.django_db
PEOPLE = 6


def over(organisation, people=PEOPLE):
    """A run that ended an hour ago, with so many people by their applications."""
    run = make_run(organisation, capacity=people)
    actor = Actor.staff(make_member(organisation))
    for _ in range(people):
        accept(take_into_review(make_application(organisation), actor=actor), actor=actor, run=run)
    end = timezone.now() - timedelta(hours=1)
    CourseDate.objects.filter(run=run).update(starts_at=end - timedelta(hours=3), ends_at=end)
    start_runs()
    finish_runs()
    return CourseRun.objects.get(pk=run.pk)


@pytest.fixture
def run(organisation):
    return over(organisation)


def tokens(run):
    return [token_of(one) for one in run.enrolments.order_by("pk")]


def asked():
    return list(OutboxRow.objects.filter(kind=mails.HOW_WAS_IT).order_by("pk"))


def later(days):
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def test_everybody_who_was_there_is_asked_once(run, organisation):
    first, again = ask_how_it_was(), ask_how_it_was()

    assert (first, again) == (PEOPLE, 0)
    rows = asked()
    body = handler_of(rows[0].kind).render(rows[0]).body
    token = re.search(r"/de/kurs-rueckmeldung/([\w-]{43})/", body)[1]
    assert hash_of(token) in set(FeedbackTicket.objects.values_list("key_hash", flat=True))
    assert [handler_of(row.kind).still_true(row) for row in rows] == [True] * PEOPLE


def test_nobody_is_asked_before_the_end_long_after_it_or_among_too_few(organisation):
    ahead, few = make_run(organisation), over(organisation, people=4)
    services.take_place(make_volunteer(organisation), ahead, actor=Actor.system())
    old = over(organisation)
    long_ago = timezone.now() - timedelta(days=15)
    CourseDate.objects.filter(run=old).update(starts_at=long_ago - timedelta(hours=3), ends_at=long_ago)

    assert (ask_how_it_was(), asked()) == (0, [])
    assert few.enrolments.count() == 4


def test_who_gave_the_place_up_is_not_asked(organisation):
    run = make_run(organisation, capacity=PEOPLE)
    places = [
        services.take_place(make_volunteer(organisation, n), run, actor=Actor.system()) for n in range(PEOPLE)
    ]
    services.give_up_place(places[0], actor=Actor.applicant())
    end = timezone.now() - timedelta(hours=1)
    CourseDate.objects.filter(run=run).update(starts_at=end - timedelta(hours=3), ends_at=end)
    start_runs()
    finish_runs()

    assert ask_how_it_was() == PEOPLE - 1
    assert places[0].pk not in [row.payload["enrolment"] for row in asked()]


def test_an_answer_is_given_by_a_button_and_once(client, run):
    ask_how_it_was()
    url = f"/de/kurs-rueckmeldung/{tokens(run)[0]}/"
    page = client.get(url).content.decode()
    assert "Wir speichern nicht, von wem sie ist." in page
    assert "Schreiben Sie keine Namen" in page
    assert not CourseFeedback.objects.exists()

    assert client.post(url, {"score": "9"}).status_code == 200
    assert not CourseFeedback.objects.exists()
    first = client.post(url, {"score": "4", "text": "Mehr Pausen."}, follow=True)
    second = client.post(url, {"score": "1"})

    assert "Danke für Ihre Antwort" in first.content.decode()
    assert (second.status_code, client.get(url).status_code) == (410, 410)
    assert [(one.run_id, one.score, one.text, one.given_on) for one in CourseFeedback.objects.all()] == [
        (run.pk, 4, "Mehr Pausen.", timezone.localdate())
    ]


def test_the_key_is_hidden_in_logs_and_no_browser_is_marked(client, run):
    ask_how_it_was()
    url = f"/de/kurs-rueckmeldung/{tokens(run)[0]}/"

    response = client.get(url)
    client.post(url, {"score": "4"})

    assert mask(f"GET {url} HTTP/1.1") == "GET /de/kurs-rueckmeldung/***/ HTTP/1.1"
    assert response["Cache-Control"] == "private, no-store"
    assert set(client.cookies) <= {"csrftoken", "vf_csrf"}


@pytest.mark.parametrize("token", ["A" * 43, "falsch"])
def test_a_guessed_key_opens_nothing(client, run, token):
    ask_how_it_was()

    assert client.post(f"/de/kurs-rueckmeldung/{token}/", {"score": "5"}).status_code == 410
    assert not CourseFeedback.objects.exists()


def test_the_time_to_answer_ends(run):
    ask_how_it_was()
    first, second, *_ = tokens(run)

    with later(14):
        give_feedback(first, score=5)
    with later(15), pytest.raises(FeedbackOver):
        give_feedback(second, score=5)


def test_no_row_that_is_left_ties_an_answer_to_a_person(run):
    """The promise of ADR 9, read from the tables themselves."""
    ask_how_it_was()
    for number, token in enumerate(tokens(run)):
        give_feedback(token, score=1 + number % 5)

    fields = {field.name for field in CourseFeedback._meta.get_fields()}
    assert fields == {"id", "run", "score", "text", "given_on"}
    assert {one.pk.version for one in CourseFeedback.objects.all()} == {4}  # random, not by the clock
    assert {field.name for field in FeedbackTicket._meta.get_fields()} == {"key_hash", "run", "ends_on"}
    assert not FeedbackTicket.objects.exists()  # what was written beside an answer is gone
    # What is kept of a person is as it was before anybody answered.
    assert {one.kind for one in CourseReminder.objects.all()} == {"afterwards"}
    assert set(OutboxRow.objects.filter(kind=mails.HOW_WAS_IT).values_list("status", flat=True)) == {
        "waiting"
    }


def test_tickets_lie_in_an_order_that_names_nobody(organisation):
    run = make_run(organisation)
    people = [Enrolment(pk=number, run=run) for number in range(1, 41)]

    _make_tickets(run, people)

    in_turn = [hash_of(token_of(one)) for one in people]
    with connection.cursor() as cursor:
        cursor.execute("SELECT key_hash FROM enrolments_feedbackticket")
        stored = [row[0] for row in cursor.fetchall()]
    assert sorted(stored) == sorted(in_turn)
    assert stored != in_turn


def test_a_failed_answer_leaves_the_ticket(run):
    ask_how_it_was()
    token = tokens(run)[0]

    with pytest.raises(IntegrityError), transaction.atomic():
        give_feedback(token, score=9)

    give_feedback(token, score=3)
    assert CourseFeedback.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_taps_at_once_one_counts(run):
    ask_how_it_was()
    token = tokens(run)[0]

    outcomes = together([partial(give_feedback, token, score=5)] * 2)

    assert kinds(outcomes) == {"done": 1, "FeedbackOver": 1}
    assert CourseFeedback.objects.count() == 1


def test_results_are_seen_when_nobody_can_answer_any_more_and_enough_have(run):
    ask_how_it_was()
    first, *others = tokens(run)
    for token in others[:4]:
        give_feedback(token, score=4, text="Gut.")
    with later(15):
        assert (results_of(run.pk).is_shown, results_of(run.pk).answers) == (False, ())
    give_feedback(first, score=2)

    now = results_of(run.pk)
    assert (now.is_shown, now.until) == (False, timezone.localdate() + timedelta(days=14))
    with later(15):
        then = results_of(run.pk)
        assert (then.is_shown, then.average, then.words) == (True, 3.6, ["Gut."] * 4)
        assert then.scores == [(5, 0), (4, 4), (3, 0), (2, 1), (1, 0)]


def test_results_are_for_who_leads_the_course(client, run, organisation, other_organisation):
    ask_how_it_was()
    for token in tokens(run):
        give_feedback(token, score=5, text="Sehr klar.")
    url = f"/de/schreibtisch/kurse/{run.pk}/rueckmeldungen/"

    client.force_login(make_member(organisation))
    assert "Sehr klar." not in client.get(url).content.decode()  # the time is open, though all have answered
    CourseReminder.objects.update(at=timezone.now() - timedelta(days=15))
    shown = client.get(url).content.decode()
    assert "Sehr klar." in shown
    assert "Im Mittel 5,0 von 5, bei 6 Antworten." in shown
    assert url in client.get(f"/de/schreibtisch/kurse/{run.pk}/").content.decode()
    client.force_login(make_member(organisation, role=Role.READER))
    assert client.get(url).status_code == 403
    client.force_login(make_member(other_organisation))
    assert client.get(url).status_code == 404


def test_answers_and_tickets_are_deleted_by_rule(run):
    ask_how_it_was()
    give_feedback(tokens(run)[0], score=5)

    with later(15):
        assert (delete_old_feedback(), FeedbackTicket.objects.count()) == (0, 0)
    with later(367):
        assert (delete_old_feedback(), CourseFeedback.objects.count()) == (1, 0)


def test_who_is_gone_is_not_asked_any_more(run):
    ask_how_it_was()
    row = asked()[0]
    Enrolment.objects.filter(pk=row.payload["enrolment"]).delete()

    assert not handler_of(row.kind).still_true(row)
