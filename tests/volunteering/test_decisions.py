"""The desk's verbs over HTTP: what a coordinator sees, and what is told when it is too late."""

import pytest

from cms_apps.courses.models import CourseRun
from cms_apps.volunteering import services
from cms_apps.volunteering.models import Application
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.machine import last_history_id
from tests.factories.people import make_application, make_member, make_run

pytestmark = pytest.mark.django_db
SECRETS = ("amal", "0611 555 0199", "Ich möchte etwas zurückgeben")


@pytest.fixture
def coordinator(organisation):
    return make_member(organisation)


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def application(organisation, coordinator):
    return make_application(organisation)


@pytest.fixture
def reviewed(application, coordinator):
    return services.take_into_review(application, actor=Actor.staff(coordinator))


def path(application, verb=""):
    return f"/de/schreibtisch/bewerbungen/{application.number}/" + (f"{verb}/" if verb else "")


def state(application) -> str:
    return Application.objects.get(pk=application.pk).state


def test_contact_data_open_with_the_review_only(desk, application, coordinator):
    before = desk.get(path(application)).content.decode()
    services.take_into_review(application, actor=Actor.staff(coordinator))
    desk.post(f"{path(application)}kontakt/")
    during = desk.get(path(application)).content.decode()
    services.give_back(application, actor=Actor.staff(coordinator))
    after = desk.get(path(application)).content.decode()

    assert [any(secret in page for secret in SECRETS) for page in (before, during, after)] == [
        False, True, False,
    ]  # fmt: skip


@pytest.mark.parametrize("ending", ["declined", "withdrawn"])
def test_contact_data_close_with_the_end(desk, organisation, ending):
    application = make_application(organisation, state=ending)

    page = desk.get(path(application)).content.decode()

    assert not any(secret in page for secret in SECRETS)


def test_reader_sees_no_button_and_cannot_act(client, organisation, reviewed):
    client.force_login(make_member(organisation, role="reader"))
    seen = last_history_id(reviewed)

    page = client.get(path(reviewed))
    posted = client.post(path(reviewed, "zusagen"), {"expected": seen, "course": "none"})

    assert page.context["verbs"] == []
    assert posted.status_code == 403
    assert state(reviewed) == "in_review"


@pytest.mark.parametrize("expected", ["", "0", "x", "99999999999999999999", None])
def test_button_without_a_true_number_is_stale(desk, application, expected):
    data = {} if expected is None else {"expected": expected}

    answer = desk.post(path(application, "pruefen"), data)

    assert answer.status_code == 409
    assert state(application) == "received"


def test_late_decision_is_told_with_the_new_state(desk, reviewed):
    seen = last_history_id(reviewed)
    services.withdraw(reviewed)

    answer = desk.post(path(reviewed, "zusagen"), {"expected": seen, "course": "none"})

    assert answer.status_code == 409
    assert "zurückgezogen" in answer.content.decode()


def test_run_that_filled_up_saves_nothing_and_offers_another(desk, reviewed, organisation):
    full, other = make_run(organisation, capacity=1), make_run(organisation, title="Abendkurs")
    form = desk.get(path(reviewed, "zusagen"))
    assert "Abendkurs" in form.content.decode()
    CourseRun.objects.filter(pk=full.pk).update(taken=1)

    answer = desk.post(
        path(reviewed, "zusagen"),
        {"expected": last_history_id(reviewed), "course": full.pk, "message": "Bis bald."},
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "inzwischen voll" in page
    assert "Abendkurs" in page
    assert "Bis bald." in page
    assert (state(reviewed), CourseRun.objects.get(pk=other.pk).taken) == ("in_review", 0)


def test_decline_needs_reason_and_sentence_and_keeps_the_words(desk, reviewed):
    answer = desk.post(
        path(reviewed, "ablehnen"), {"expected": last_history_id(reviewed), "words": "Alles Gute."}
    )

    page = answer.content.decode()
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"reason", "sentence"}
    assert "Alles Gute." in page
    assert state(reviewed) == "in_review"


def test_decline_keeps_the_reason_inside(desk, reviewed, deliver):
    deliver()
    data = {
        "expected": last_history_id(reviewed), "reason": "requirements",
        "sentence": "Zurzeit geht es nicht.", "words": "Alles Gute.",
    }  # fmt: skip

    desk.post(path(reviewed, "ablehnen"), data)

    (mail,) = deliver()
    assert "Zurzeit geht es nicht." in mail.body
    assert "Alles Gute." in mail.body
    assert "Voraussetzungen" not in mail.body
    assert reviewed.history.last().reason_code == "requirements"


def test_foreign_and_missing_application_are_the_same_404(desk, other_organisation):
    foreign = make_application(other_organisation)

    answers = [desk.get(f"/de/schreibtisch/bewerbungen/{n}/") for n in (foreign.number, "AAA-AAA")]

    assert [answer.status_code for answer in answers] == [404, 404]
    first, second = (answer.content.decode() for answer in answers)
    assert first.replace(foreign.number, "AAA-AAA") == second


def test_queue_is_oldest_promise_first(desk, organisation):
    rows = [make_application(organisation) for _ in range(3)]
    for day, row in zip(("2026-05-09", "2020-01-02", "2026-05-08"), rows, strict=True):
        Application.objects.filter(pk=row.pk).update(promised_on=day)

    page = desk.get("/de/schreibtisch/bewerbungen/").context["page"]

    assert [row.number for row in page.rows] == [rows[n].number for n in (1, 2, 0)]
