"""Two people at once: one wins, the other is told; and without the guard both would win."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.db.models.signals import post_init
from django.test import Client

from cms_apps.courses.models import CourseRun
from cms_apps.enrolments.models import Enrolment
from cms_apps.links.models import Link
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.worker import claim
from cms_apps.volunteering import mails, services
from cms_apps.volunteering.models import Application, ApplicationHistory, Draft
from cms_apps.volunteering.services.drafts import Mark
from cms_apps.volunteering.transitions import APPLICATION
from cms_apps.volunteers.models import Volunteer
from cms_apps.workflow import machine
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import StaleState
from cms_apps.workflow.machine import last_history_id
from tests.factories.people import answers_for, make_application, make_member, make_run
from tests.threads import PATIENCE, kinds, together
from tests.volunteering.test_spine import fill_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
WORDS = "Zurzeit nicht."


@pytest.fixture
def reviewed(organisation):
    """An application in review, and two coordinators who both look at it."""
    actors = [Actor.staff(make_member(organisation)), Actor.staff(make_member(organisation))]
    application = make_application(organisation)
    services.take_into_review(application, actor=actors[0])
    return application, actors, last_history_id(application)


def fresh(application):
    return Application.objects.get(pk=application.pk)


def rows(kind) -> int:
    return OutboxRow.objects.filter(kind=kind).count()


def decisions(application) -> list[str]:
    taken = application.history.filter(transition__in=["accept", "decline"])
    return list(taken.values_list("transition", flat=True))


@pytest.mark.parametrize("attempt", range(5))
def test_two_coordinators_accept_and_decline_at_once(reviewed, attempt):
    application, (first, second), seen = reviewed

    outcomes = together(
        [
            lambda: services.accept(fresh(application), actor=first, expected=seen),
            lambda: services.decline(
                fresh(application), actor=second, reason="no_need", message=WORDS, expected=seen
            ),
        ]
    )

    assert kinds(outcomes) == {"done": 1, "StaleState": 1}
    accepted = fresh(application).state == "accepted"
    assert decisions(application) == ["accept" if accepted else "decline"]
    assert (rows(mails.ACCEPTED), rows(mails.DECLINED)) == ((1, 0) if accepted else (0, 1))
    assert Volunteer.objects.count() == int(accepted)


def test_eight_coordinators_accept_at_once_and_one_place_goes(reviewed, organisation):
    application, (actor, _), seen = reviewed
    run = make_run(organisation, capacity=5)

    outcomes = together(
        [lambda: services.accept(fresh(application), actor=actor, run=run, expected=seen)] * 8
    )

    assert kinds(outcomes) == {"done": 1, "StaleState": 7}
    assert (Volunteer.objects.count(), Enrolment.objects.count(), rows(mails.ACCEPTED)) == (1, 1, 1)
    assert CourseRun.objects.get().taken == 1


def test_the_last_place_by_two_acceptances_at_once(organisation):
    actor, run = Actor.staff(make_member(organisation)), make_run(organisation, capacity=1)
    applications = [make_application(organisation) for _ in range(4)]
    for application in applications:
        services.take_into_review(application, actor=actor)

    outcomes = together(
        [
            lambda a=application: services.accept(fresh(a), actor=actor, run=run)
            for application in applications
        ]
    )

    assert kinds(outcomes) == {"done": 1, "RunFull": 3}
    states = sorted(Application.objects.values_list("state", flat=True))
    assert states == ["accepted", "in_review", "in_review", "in_review"]
    assert (Volunteer.objects.count(), rows(mails.ACCEPTED)) == (1, 1)


def test_applicant_withdraws_while_coordinator_accepts(reviewed):
    application, (actor, _), seen = reviewed

    outcomes = together(
        [
            lambda: services.accept(fresh(application), actor=actor, expected=seen),
            lambda: services.withdraw(fresh(application)),
        ]
    )

    assert kinds(outcomes) == {"done": 1, "StaleState": 1}
    assert rows(mails.ACCEPTED) + rows(mails.WITHDRAWN) == 1


def test_eight_clicks_on_send_make_one_application(organisation):
    draft = services.start_draft("de")
    answers = answers_for(organisation, None)
    organisation.kind = "centre"  # takes people from everywhere
    organisation.save()

    outcomes = together(
        [lambda: services.submit_application(Draft.objects.get(pk=draft.pk), answers)] * 8
    )  # fmt: skip

    assert kinds(outcomes) == {"done": 8}
    assert {one.pk for one in outcomes} == {Application.objects.get().pk}
    assert (rows(mails.CONFIRM), Link.objects.count(), ApplicationHistory.objects.count()) == (1, 1, 1)


def test_eight_clicks_on_confirm_reach_the_organisation_once(organisation):
    make_member(organisation)
    application = make_application(organisation, state="unconfirmed")
    link = Link.objects.get(object_key=str(application.key))

    outcomes = together([lambda: services.confirm(Link.objects.get(pk=link.pk))] * 8)

    assert kinds(outcomes) == {"done": 1, "LinkUsed": 7}
    assert (rows(mails.RECEIPT), rows(mails.NEW_APPLICATION)) == (1, 1)


def test_two_posts_at_the_desk_get_a_redirect_and_a_conflict(reviewed, organisation):
    application, (first, second), seen = reviewed
    clients = [Client(), Client()]
    for client, actor in zip(clients, (first, second), strict=True):
        client.force_login(actor.user)
    path = f"/de/schreibtisch/bewerbungen/{application.number}"

    answers = together(
        [
            lambda: clients[0].post(f"{path}/zusagen/", {"expected": seen, "course": "none"}),
            lambda: clients[1].post(f"{path}/zurueckgeben/", {"expected": seen}),
        ]
    )

    assert sorted(answer.status_code for answer in answers) == [302, 409]


def test_two_workers_claim_different_rows(organisation):
    make_member(organisation)
    for _ in range(6):
        make_application(organisation)
    waiting = OutboxRow.objects.filter(status="waiting").count()

    claimed = together([lambda: [row.pk for row in claim(limit=waiting)]] * 4)

    taken = [pk for rows_of_one in claimed for pk in rows_of_one]
    assert len(taken) == len(set(taken)) == waiting


def naive_perform(workflow, subject, name, *, actor, reason="", note="", expected=None):
    """The machine without its lock: read, wait for the other, write."""
    transition = workflow.by_name[name]
    source = type(subject).objects.values_list("state", flat=True).get(pk=subject.pk)
    if source not in transition.sources:
        raise StaleState
    naive_perform.all_have_read.wait(PATIENCE)
    with transaction.atomic():
        type(subject).objects.filter(pk=subject.pk).update(state=transition.target)
        return machine._append(
            subject, name, source=source, target=transition.target, actor=actor, reason=reason, note=note
        )


def test_without_the_lock_both_decisions_would_be_written(reviewed):
    """The proof: the same race with a machine that reads first and writes later."""
    application, (first, second), seen = reviewed
    naive_perform.all_have_read = threading.Barrier(2)

    outcomes = together(
        [
            lambda: naive_perform(APPLICATION, fresh(application), "accept", actor=first, expected=seen),
            lambda: naive_perform(
                APPLICATION, fresh(application), "decline", actor=second, reason="no_need", expected=seen
            ),
        ]
    )

    assert kinds(outcomes) == {"done": 2}
    assert sorted(decisions(application)) == ["accept", "decline"]


def test_without_a_claim_two_workers_would_take_the_same_rows(organisation):
    """The proof: reading what is due, without taking it, gives everybody everything."""
    make_member(organisation)
    make_application(organisation)

    read = together([lambda: list(OutboxRow.objects.values_list("pk", flat=True))] * 2)

    assert read[0] == read[1] != []


def test_windows_that_keep_a_step_at_once_lose_no_word(organisation):
    draft = services.start_draft("de")
    words = ["eins", "zwei", "drei", "vier"]

    def write(word):
        fields = {"ueber-mich-motivation": [word]}
        return services.save_step(draft, "ueber-mich", fields, Mark(version=0, page=word))

    outcomes = together([lambda word=word: write(word) for word in words])

    draft.refresh_from_db()
    held = draft.data["ueber-mich"]["ueber-mich-motivation"]
    others = draft.overwritten["ueber-mich"]["ueber-mich-motivation"]
    assert kinds(outcomes) == {"done": 4}
    assert draft.version_of("ueber-mich") == 4
    assert sorted([*held, *(word for values in others for word in values)]) == sorted(words)


def test_different_steps_kept_at_once_do_not_touch_each_other(organisation):
    draft = services.start_draft("de")

    together([lambda step=step: services.save_step(draft, step, {f"{step}-a": ["x"]}) for step in "abcdefgh"])

    draft.refresh_from_db()
    assert sorted(draft.data) == list("abcdefgh")
    assert not any(draft.overwritten.values())


@pytest.fixture
def read():
    """Set when another thread has read a draft."""
    event, here = threading.Event(), threading.get_ident()

    def note(**_):
        if threading.get_ident() != here:
            event.set()

    post_init.connect(note, sender=Draft)
    yield event
    post_init.disconnect(note, sender=Draft)


def test_a_click_in_another_window_that_read_the_draft_before_it_was_sent_leads_to_the_sent_page(
    organisation, read
):
    """Not to an empty start page, where the person would begin anew."""
    person = Client()
    check = fill_in(person, organisation)
    place = organisation.served_areas.get().municipality

    with ThreadPoolExecutor(max_workers=1) as pool:
        with transaction.atomic():
            draft = Draft.objects.select_for_update().get()
            second = pool.submit(_go_on, person, check.replace("/pruefen/", "/kurs/"))
            assert read.wait(PATIENCE)
            services.submit_application(draft, answers_for(organisation, place))
        answer = second.result(PATIENCE)

    assert answer.endswith(f"/{draft.key}/gesendet/")
    assert Application.objects.count() == 1


def _go_on(person, step):
    try:
        return person.post(step, {"kurs-course": "none"}).url
    finally:
        connection.close()
