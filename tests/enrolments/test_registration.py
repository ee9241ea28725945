"""Guests of an event: asked by mail, given a place by the same door as everybody, told what changes, forgotten."""

import re
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms_apps.courses.answers import QuotaPlan
from cms_apps.courses.enums import Procedure
from cms_apps.courses.errors import CapacityBelowTaken, GuestsAreIn, OnlyFirstCome
from cms_apps.courses.models import CourseDate, CourseKind, CourseRun
from cms_apps.courses.services import ensure_kinds
from cms_apps.enrolments import services
from cms_apps.enrolments.errors import RunFull, RunNotOpen
from cms_apps.enrolments.mails import registration as mails
from cms_apps.enrolments.models import Registration
from cms_apps.enrolments.selectors import with_waiting
from cms_apps.enrolments.services import fill_free_seats, registering
from cms_apps.enrolments.services.registering import (
    confirm_registration,
    delete_old_registrations,
    end_registration,
    erase_registration,
    export_registration,
    register,
)
from cms_apps.links.models import Link
from cms_apps.organisations.enums import Role
from cms_apps.outbox.models import OutboxRow
from cms_apps.outbox.registry import handler_of
from cms_apps.workflow.actors import Actor
from cms_apps.workflow.errors import StaleState
from tests.enrolments.test_capacity import make_volunteer, taken
from tests.factories.people import make_event, make_member, make_organisation, make_plan, make_run
from tests.threads import kinds, together

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor(organisation):
    return Actor.staff(make_member(organisation))


@pytest.fixture
def event(organisation):
    return make_event(organisation, capacity=1)


def guest(event, number=0, *, confirmed=True):
    one = register(event, name=f"Gast Muster{number}", email=f"gast{number}@beispiel.example", language="de")
    return confirm_registration(one) if confirmed else one


def told(kind):
    return list(OutboxRow.objects.filter(kind=kind).order_by("pk"))


def body(row):
    return handler_of(row.kind).render(row).body


def still_true(row):
    return handler_of(row.kind).still_true(row)


def path_in(row):
    return re.search(r"/de/veranstaltung-anmelden/link/[\w-]{43}/", body(row))[0]


def test_from_the_form_over_the_mail_to_a_place_and_back(client, event, deliver):
    form = f"/de/veranstaltung-anmelden/{event.pk}/"
    assert "Netzwerktreffen" in client.get(form).content.decode()

    answer = client.post(form, {"name": "Dana Muster", "email": "Dana@Beispiel.example"}, follow=True)
    assert "Sie sind noch nicht angemeldet." in answer.content.decode()
    assert taken(event) == 0
    (asked,) = deliver()
    assert (asked.to, asked.subject) == (["dana@beispiel.example"], "Bitte bestätigen Sie Ihre Anmeldung")
    assert "Dana" not in asked.body  # the address was typed by nobody we know

    page = client.get(re.search(r"/de/\S+", asked.body)[0], follow=True)
    assert Registration.objects.get().confirmed_at is None  # a GET does nothing
    confirm = re.search(r'action="(\S+/bestaetigen/)"', page.content.decode())[1]
    for _tap in range(2):
        shown = client.post(confirm, follow=True).content.decode()
    assert "Sie haben einen Platz" in shown
    assert (taken(event), [mail.subject for mail in deliver()]) == (
        1,
        ["Sie haben einen Platz bei der Veranstaltung"],
    )

    end = re.search(r'href="(\S+/absagen/)"', shown)[1]
    assert client.get(end).status_code == 200
    assert taken(event) == 1
    for _tap in range(2):
        shown = client.post(end, follow=True).content.decode()
    assert "Sie sind nicht mehr angemeldet" in shown
    assert taken(event) == 0


def test_an_address_answers_the_same_whether_it_is_known_or_not(client, event):
    guest(event)
    form = f"/de/veranstaltung-anmelden/{event.pk}/"

    known = client.post(form, {"name": "Wer anderes", "email": "gast0@beispiel.example"})
    unknown = client.post(form, {"name": "Neu", "email": "neu@beispiel.example"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [one.name for one in Registration.objects.all()] == ["Gast Muster0", "Neu"]
    assert len(told(mails.PLACE)) == 2  # who has a place is told so once more


def test_scripts_leave_nothing_and_a_network_has_a_limit(client, event):
    form = f"/de/veranstaltung-anmelden/{event.pk}/"
    client.post(form, {"name": "Bot", "email": "bot@beispiel.example", "website": "x"})
    assert not Registration.objects.exists()

    answers = [
        client.post(form, {"name": "A", "email": f"a{n}@beispiel.example"}).status_code for n in range(60)
    ]

    assert (answers[0], answers[-1]) == (302, 429)


def test_courses_are_closed_to_guests(client, organisation):
    course = make_run(organisation)

    assert client.get(f"/de/veranstaltung-anmelden/{course.pk}/").status_code == 404
    with pytest.raises(RunNotOpen):
        register(course, name="Gast", email="gast@beispiel.example", language="de")


def test_a_foreign_registration_is_a_missing_one(client, event):
    one = guest(event)

    answers = [
        client.post(f"/de/veranstaltung-anmelden/meine/{key}/absagen/")
        for key in (one.key, "00000000-0000-4000-8000-000000000000")
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert taken(event) == 1


def test_who_comes_too_late_waits_and_gets_the_place_that_is_freed(event):
    first, second, third = (guest(event, number) for number in range(3))
    assert [one.is_waiting for one in (first, second, third)] == [False, True, True]
    assert [row.payload["registration"] for row in told(mails.WAITING)] == [second.pk, third.pk]

    end_registration(first)

    for one in (first, second, third):
        one.refresh_from_db()
    assert (first.is_over, second.has_place, third.is_waiting, taken(event)) == (True, True, True, 1)
    row = told(mails.PLACE)[-1]
    assert (row.payload["registration"], still_true(row)) == (second.pk, True)
    with pytest.raises(StaleState):
        end_registration(first)
    assert taken(event) == 1


def test_guests_and_volunteers_share_one_door(event, organisation):
    guest(event)
    guest(event, 1)
    CourseRun.objects.filter(pk=event.pk).update(capacity=2)  # a place is free, and somebody waits

    with pytest.raises(RunFull):
        services.take_place(make_volunteer(organisation), event, actor=Actor.system())
    assert (fill_free_seats(), fill_free_seats(), taken(event)) == (1, 0, 2)


def test_a_place_that_a_volunteer_frees_goes_to_a_guest(event, organisation):
    place = services.take_place(make_volunteer(organisation), event, actor=Actor.system())
    waits = guest(event)

    services.give_up_place(place, actor=Actor.applicant())

    waits.refresh_from_db()
    assert (waits.has_place, taken(event)) == (True, 1)


def test_seats_kept_for_others_are_no_guests_until_they_are_kept_no_more(actor):
    centre = make_organisation("Servicestelle", centre=True)
    event, boss = make_event(centre, capacity=2), Actor.staff(make_member(centre))
    host = make_organisation("Träger B")
    services.set_quotas(event, [QuotaPlan(host.pk, 1)], actor=boss)
    first, second = guest(event), guest(event, 1)
    assert (first.has_place, second.has_place) == (True, False)

    services.set_quotas(event, [], actor=boss)

    second.refresh_from_db()
    assert (second.has_place, taken(event)) == (True, 2)


def test_the_purge_lets_be_what_was_confirmed_meanwhile(event):
    """It has read its list; then the guest confirms."""
    late = guest(event, confirmed=False)
    Registration.objects.update(created_at=timezone.now() - timedelta(days=8))
    confirm_registration(late)

    assert not registering._delete_if_old(late.pk, event.pk)
    assert taken(event) == 1


def test_an_event_with_guests_stays_one_and_nobody_decides_about_guests(event, actor):
    guest(event)
    course = make_run(event.organisation).kind

    with pytest.raises(GuestsAreIn):
        services.change_run(event, make_plan(event, kind_id=course.pk), actor=actor)
    with pytest.raises(OnlyFirstCome):
        services.change_run(event, make_plan(event, procedure=Procedure.BY_HAND), actor=actor)


def test_more_places_go_to_guests_at_once(event, actor):
    guest(event)
    waits = guest(event, 1)

    services.set_capacity(event, 5, actor=actor)

    waits.refresh_from_db()
    assert (waits.has_place, taken(event)) == (True, 2)


def test_an_event_has_no_fewer_places_than_guests_hold(event, actor):
    services.set_capacity(event, 3, actor=actor)
    guest(event)
    guest(event, 1)

    with pytest.raises(CapacityBelowTaken, match="Es sind schon 2 Plätze vergeben"):
        services.set_capacity(event, 1, actor=actor)
    with pytest.raises(CapacityBelowTaken):
        services.change_run(event, make_plan(event, capacity=1), actor=actor)

    assert CourseRun.objects.get(pk=event.pk).capacity == 3


def test_an_unconfirmed_guest_holds_nothing_and_may_be_too_late(event):
    late = guest(event, 1, confirmed=False)
    CourseRun.objects.filter(pk=event.pk).update(closes_on=timezone.localdate() - timedelta(days=1))

    with pytest.raises(RunNotOpen):
        confirm_registration(late)

    late.refresh_from_db()
    assert (late.is_confirmed, taken(event)) == (False, 0)


def test_calling_off_tells_guests_strikes_out_and_frees_all(event, actor):
    guest(event)
    guest(event, 1)
    never = guest(event, 2, confirmed=False)

    services.cancel_run(event, actor=actor, message="Der Saal ist gesperrt.")

    rows = told(mails.CALLED_OFF)
    assert [row.payload["registration"] for row in rows] != [never.pk]
    assert (len(rows), taken(event), Registration.objects.live().count()) == (2, 0, 0)
    assert "Der Saal ist gesperrt." in body(rows[0])
    files = [handler_of(row.kind).render(row).attachments for row in rows]
    assert [len(one) for one in files] == [1, 0]
    assert b"METHOD:CANCEL" in files[0][0].get_payload(decode=True)


def test_new_dates_reach_guests_once(event, actor):
    guest(event)

    services.change_run(event, make_plan(event, in_days=40, title="Anderer Titel"), actor=actor)
    (row,) = told(mails.MOVED)

    assert "Anderer Titel" in body(row)
    assert len(handler_of(row.kind).render(row).attachments) == 1


def test_a_date_that_is_gone_is_struck_out_of_the_diaries_of_guests(event, actor):
    guest(event)
    plan = make_plan(event)
    gone = event.dates.get().pk

    services.change_run(event, replace(plan, dates=(replace(plan.dates[0], pk=None),)), actor=actor)
    (row,) = told(mails.MOVED)
    files = [part.get_payload(decode=True) for part in handler_of(row.kind).render(row).attachments]

    assert [b"METHOD:PUBLISH" in files[0], b"METHOD:CANCEL" in files[1]] == [True, True]
    assert f"UID:course-date-{gone}@".encode() in files[1]


def test_who_waits_is_counted_at_the_desk(event):
    guest(event)
    guest(event, 1)

    assert with_waiting(CourseRun.objects.filter(pk=event.pk)).get().waiting == 1


def test_guests_count_for_the_minimum(event, actor):
    CourseRun.objects.filter(pk=event.pk).update(minimum=1)
    guest(event)

    services.confirm_run(event, actor=actor)

    assert CourseRun.objects.get(pk=event.pk).state == "confirmed"


def test_who_plans_sees_guests_and_is_written_down(client, event, organisation, other_organisation):
    guest(event)
    guest(event, 1)
    guest(event, 2, confirmed=False)
    page = f"/de/schreibtisch/kurse/{event.pk}/teilnehmende/"
    client.force_login(make_member(organisation, role=Role.READER))

    shown = client.get(page).content.decode()

    assert [f"Gast Muster{n}" in shown for n in range(3)] == [True, True, False]
    client.force_login(make_member(other_organisation))
    assert client.get(page).status_code == 404


def test_the_table_lets_no_address_in_twice_and_no_place_unconfirmed(event):
    guest(event, confirmed=False)

    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.create(run=event, name="Gast", email="gast0@beispiel.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.update(place_since=timezone.now())


def test_all_goes_after_the_event_and_what_nobody_confirmed_before(event):
    guest(event)
    guest(event, 1, confirmed=False)
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert delete_old_registrations() == 1
    end = timezone.now() - timedelta(days=31)
    CourseDate.objects.filter(run=event).update(starts_at=end - timedelta(hours=3), ends_at=end)

    assert delete_old_registrations() == 1

    assert not Registration.objects.exists()
    assert not Link.objects.filter(purpose=mails.REGISTRATION_LINK).exists()
    assert not OutboxRow.objects.filter(recipient__startswith="gast").exists()


def test_erasing_frees_the_place_and_export_names_all(event):
    one, waits = guest(event), guest(event, 1)
    assert b"gast0@beispiel.example" in export_registration(str(one.key))

    assert (erase_registration(str(one.key)), erase_registration(str(one.key))) == (True, False)

    waits.refresh_from_db()
    assert (waits.has_place, taken(event)) == (True, 1)
    assert export_registration(str(one.key)) is None
    assert erase_registration("kein Schlüssel") is False


@pytest.mark.django_db(transaction=True)
def test_the_last_place_is_taken_once(event):
    asked = [guest(event, number, confirmed=False) for number in range(4)]

    outcomes = together([partial(confirm_registration, one) for one in asked])

    assert kinds(outcomes) == {"done": 4}
    assert (taken(event), Registration.objects.with_place().count()) == (1, 1)


def test_events_are_kinds_of_their_own_and_not_offered_to_new_people():
    ensure_kinds()

    found = CourseKind.objects.filter(for_everybody=True).values_list("name", "for_new_people")
    assert sorted(found) == [("Netzwerktreffen", False), ("Veranstaltung", False)]
