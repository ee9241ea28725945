"""Courses at the desk: planned without a script, moved by their verbs, seen by the own team only."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms_apps.courses.models import CourseKind, CourseRun
from cms_apps.courses.services import ensure_kinds
from cms_apps.enrolments import mails
from cms_apps.enrolments.models import Enrolment
from cms_apps.organisations.enums import Role
from cms_apps.outbox.models import OutboxRow
from cms_apps.privacy.models import AccessRecord
from tests.enrolments.test_capacity import make_volunteer
from tests.enrolments.test_waiting_list import join
from tests.factories.people import make_member, make_organisation, make_run
from tests.statements import with_session

pytestmark = pytest.mark.django_db
LIST = "/de/schreibtisch/kurse/"


@pytest.fixture
def desk(client, organisation):
    client.force_login(make_member(organisation, first_name="Tamara", last_name="Vogel"))
    return client


def row(number, day, begins="17:00", ends="20:00", **values):
    names = {"pk": "", "day": day, "begins": begins, "ends": ends, "teaching_units": "4", "module": "", "topic": "", "place_line": ""}  # fmt: skip
    return {f"termin-{number}-{name}": value for name, value in {**names, **values}.items()}


def plan(*rows, **values):
    kind = CourseKind.objects.get_or_create(name="Basisqualifizierung")[0]
    own = {
        "title": "Basiskurs Herbst", "kind_id": kind.pk, "mode": "on_site", "place_line": "Rathaus", "online_url": "",
        "languages": "Deutsch", "speakers": "", "note": "", "capacity": "12", "minimum": "5", "procedure": "first_come", "closes_on": "", "expected": "",
    }  # fmt: skip
    made = {"termin-TOTAL_FORMS": len(rows), "termin-INITIAL_FORMS": 0}
    return {**own, **made, **{key: value for one in rows for key, value in one.items()}, **values}


def test_a_course_is_planned_with_dates_over_the_change_of_clocks(desk, organisation):
    url = reverse("courses:plan", args=[organisation.pk])
    assert desk.get(url).status_code == 200

    response = desk.post(url, plan(row(0, "2030-10-24"), row(1, "2030-10-31", topic="Recht")))

    run = CourseRun.objects.get()
    assert response.url == reverse("courses:one", args=[run.pk])
    assert (run.state, run.capacity, run.minimum, run.organisation) == ("planned", 12, 5, organisation)
    assert [timezone.localtime(one.starts_at).strftime("%d.%m. %H:%M") for one in run.dates.all()] == [
        "24.10. 17:00",
        "31.10. 17:00",
    ]
    assert [one.starts_at.hour for one in run.dates.all()] == [15, 16]


def test_rows_come_and_go_by_buttons_and_nothing_is_saved_or_checked(desk, organisation):
    url = reverse("courses:plan", args=[organisation.pk])
    typed = plan(row(0, "2030-05-04", topic="Erstes"), row(1, "kein Tag", topic="Zweites"), title="")

    more = desk.post(url, {**typed, "termin_mehr": "1"})
    less = desk.post(url, {**typed, "termin_weniger": "0"})

    topics = [[one["topic"].value() for one in page.context["dates"]] for page in (more, less)]
    assert topics == [["Erstes", "Zweites", ""], ["Zweites"]]
    assert more.context["dates"][2]["begins"].value() == "17:00"  # the times of the last one
    assert "Sehen Sie noch einmal" not in more.content.decode()
    assert not CourseRun.objects.exists()


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row(0, "2027-03-28", "02:30", "05:30")], "Diese Uhrzeit gibt es nicht"),
        ([row(0, "2030-05-04", "17:00", "17:00")], "Das Ende muss nach dem Beginn liegen"),
        ([row(0, "2030-05-04"), row(1, "2030-05-04", "19:00", "22:00")], "überschneiden sich"),
        ([row(0, "2030-02-30")], "Wählen Sie einen Tag"),
        ([row(0, "9999-12-31")], "Wählen Sie einen Tag"),
        ([row(0, "0001-01-01", "00:00")], "Wählen Sie einen Tag"),
        ([row(0, "2030-05-04", teaching_units="9")], "passen nicht in diesen Termin"),
    ],
    ids=[
        "hour-that-is-missing",
        "no-length",
        "overlap",
        "no-such-day",
        "no-such-year",
        "no-such-age",
        "too-many-units",
    ],
)
def test_what_cannot_be_is_told_with_what_was_typed(desk, organisation, rows, words):
    response = desk.post(reverse("courses:plan", args=[organisation.pk]), plan(*rows))

    page = response.content.decode()
    assert (response.status_code, words in page, "Basiskurs Herbst" in page) == (200, True, True)
    assert not CourseRun.objects.exists()


def test_of_two_tabs_the_later_one_keeps_what_was_typed(desk, organisation):
    run = make_run(organisation, capacity=12)
    url = reverse("courses:change", args=[run.pk])
    seen = desk.get(url).context["form"]["expected"].value()
    mine = plan(row(0, "2030-05-04", pk=run.dates.get().pk), kind_id=run.kind_id, expected=seen)
    desk.post(url, {**mine, "title": "Erster"})

    late = desk.post(url, {**mine, "title": "Zweiter", "note": "Der Aufzug ist kaputt."})

    page = late.content.decode()
    assert (late.status_code, "Der Aufzug ist kaputt." in page, "Ihre Angaben stehen noch da" in page) == (
        409,
        True,
        True,
    )
    again = {**mine, "title": "Zweiter", "expected": late.context["form"]["expected"].value()}
    assert desk.post(url, again).status_code == 302
    run.refresh_from_db()
    assert run.title == "Zweiter"


def test_an_open_run_that_nobody_can_enter_says_so(desk, organisation):
    run = make_run(organisation)
    page = reverse("courses:one", args=[run.pk])
    assert "niemand kann sich anmelden" not in desk.get(page).content.decode()

    CourseRun.objects.filter(pk=run.pk).update(closes_on="2020-01-01")

    assert "niemand kann sich anmelden" in desk.get(page).content.decode()


def test_a_plan_that_is_sent_twice_makes_one_course(desk, organisation):
    url = reverse("courses:plan", args=[organisation.pk])

    first, second = desk.post(url, plan(row(0, "2030-10-24"))), desk.post(url, plan(row(0, "2030-10-24")))

    assert first.url == second.url
    assert CourseRun.objects.count() == 1


def test_a_changed_course_keeps_its_rows_and_tells_people_once(desk, organisation):
    run = make_run(organisation, capacity=12)
    join(organisation, run)
    url = reverse("courses:change", args=[run.pk])
    seen = desk.get(url).context["form"]["expected"].value()
    date = run.dates.get()

    desk.post(
        url,
        plan(
            row(0, "2030-05-04", pk=date.pk), title="Neu", expected=seen, kind_id=run.kind_id, place_line=""
        ),
    )

    run.refresh_from_db()
    assert (run.title, run.dates.get().pk) == ("Neu", date.pk)
    assert run.dates.get().sequence > date.sequence  # or no calendar would take it over
    assert OutboxRow.objects.filter(kind=mails.DATES_MOVED).count() == 1
    again = desk.post(
        url, plan(row(0, "2030-06-04", pk=date.pk), title="Neuer", expected=seen, kind_id=run.kind_id)
    )
    assert again.status_code == 409
    assert CourseRun.objects.get().title == "Neu"
    assert OutboxRow.objects.filter(kind=mails.DATES_MOVED).count() == 1
    assert [one.transition for one in run.history.all()][-1] == "changed"


def test_a_run_without_any_history_is_changed_once_too(desk, organisation):
    run = make_run(organisation, opened=False)
    url, typed = reverse("courses:change", args=[run.pk]), plan(row(0, "2030-05-04"), kind_id=run.kind_id)
    assert desk.get(url).context["form"]["expected"].value() is None

    answers = [desk.post(url, {**typed, "expected": ""}).status_code for _ in range(2)]

    assert answers == [302, 409]
    assert run.dates.count() == 1


@pytest.mark.parametrize("total", ["0", "1"])
def test_an_open_course_keeps_a_date_and_an_empty_row_is_none(desk, organisation, total):
    run = make_run(organisation)
    url = reverse("courses:change", args=[run.pk])
    seen = desk.get(url).context["form"]["expected"].value()

    page = desk.post(url, {**plan(kind_id=run.kind_id), "termin-TOTAL_FORMS": total, "expected": seen})

    assert page.status_code == 200
    assert run.dates.count() == 1


def test_a_reader_is_refused_whatever_is_posted(organisation):
    run, reader = make_run(organisation), Client()
    reader.force_login(make_member(organisation, role="reader"))
    ways = [
        reverse("courses:plan", args=[organisation.pk]), reverse("courses:copy", args=[run.pk]),
        reverse("courses:change", args=[run.pk]),
    ]  # fmt: skip

    assert {reader.post(url, typed).status_code for url in ways for typed in ({}, {"termin_mehr": "1"})} == {
        403
    }


def test_a_copy_lies_ahead_on_the_same_weekday_at_the_same_time(desk, organisation):
    ensure_kinds()
    run = make_run(organisation, in_days=-100, title="Frühjahr")
    begin = timezone.localtime(run.dates.get().starts_at)

    page = desk.get(reverse("courses:copy", args=[run.pk]))

    (first,) = page.context["dates"].initial
    assert first["day"] > timezone.localdate()
    assert (first["day"].weekday(), first["begins"], first["pk"]) == (begin.weekday(), begin.time(), None)
    assert page.context["form"]["title"].value() == "Frühjahr"


def test_the_verbs_of_a_course(desk, organisation):
    run = make_run(organisation, opened=False)
    CourseRun.objects.filter(pk=run.pk).update(minimum=1)
    one = reverse("courses:one", args=[run.pk])

    def press(verb, **more):
        page = desk.get(one)
        return desk.post(f"{one}{verb}/", {"expected": page.context["expected"] or 0, **more})

    assert press("oeffnen").url == one
    refused = press("findet-statt")
    assert refused.status_code == 409
    assert "Angemeldet sind 0, der Kurs braucht 1." in refused.content.decode()
    assert "Trotzdem: findet statt" in refused.content.decode()
    assert press("findet-statt", trotzdem="ja").url == one
    assert press("oeffnen").status_code == 409
    assert press("absagen", message="Krank.").url == one
    assert [row.transition for row in run.history.all()] == ["open", "confirm", "cancel"]
    assert run.history.last().note == "Krank."
    assert desk.get(f"{one}aendern/").status_code == 409


def test_who_is_in_a_course_is_named_and_written_down(desk, organisation):
    run = make_run(organisation, capacity=1)
    people = [join(organisation, run, number) for number in range(3)]
    url = reverse("courses:people", args=[run.pk])
    desk.get(url)
    AccessRecord.objects.all().delete()

    page = desk.get(url)

    assert [one.pk for one in page.context["enrolled"]] == [people[0].pk]
    assert [one.pk for one in page.context["waiting"]] == [people[1].pk, people[2].pk]
    written = AccessRecord.objects.order_by("object_key").values_list("object_key", "what")
    assert list(written) == sorted((one.volunteer.subject_key, "seen") for one in people)
    assert "2. Amal Beispiel2" in page.content.decode()
    assert "Amal" not in desk.get(reverse("courses:one", args=[run.pk])).content.decode()


def test_the_pages_cost_the_same_for_more(desk, organisation, django_assert_num_queries):
    run = make_run(organisation)
    join(organisation, run)
    pages = {LIST: 4, reverse("courses:people", args=[run.pk]): 8, reverse("courses:one", args=[run.pk]): 8}

    for more in (0, 1, 2):
        for url, cost in pages.items():
            desk.get(url)
            with django_assert_num_queries(with_session(cost)):
                desk.get(url)
        make_run(organisation, in_days=more + 1)
        join(organisation, run, more + 1)


def test_the_list_goes_on_where_it_stopped(desk, organisation, monkeypatch):
    runs = [make_run(organisation, in_days=days, title=f"Kurs {days}") for days in (3, 1, 2)]
    monkeypatch.setattr("cms_apps.courses.selectors.PAGE_SIZE", 2)

    first = desk.get(LIST).context["page"]
    second = desk.get(f"{LIST}?nach={first.next_after}").context["page"]

    assert [one.title for one in [*first.rows, *second.rows]] == ["Kurs 1", "Kurs 2", "Kurs 3"]
    assert (first.is_first, second.is_first, second.next_after) == (True, False, "")
    assert len(runs) == 3


def test_a_reader_reads_and_changes_nothing(client, organisation):
    client.force_login(make_member(organisation, role=Role.READER))
    run = make_run(organisation)
    join(organisation, run)
    before = list(CourseRun.objects.values())

    assert client.get(LIST).status_code == 200
    page = client.get(reverse("courses:one", args=[run.pk]))
    assert "Nächster Schritt" not in page.content.decode()
    for name in ("change", "copy", "cancel"):
        assert client.get(reverse(f"courses:{name}", args=[run.pk])).status_code == 403
    expected = {"expected": page.context["expected"]}
    for name in ("open", "close", "confirm", "settle", "cancel"):
        assert client.post(reverse(f"courses:{name}", args=[run.pk]), expected).status_code in {403, 409}
    posted = plan(row(0, "2030-05-04"), kind_id=run.kind_id)
    for url in (
        reverse("courses:plan", args=[organisation.pk]),
        reverse("courses:change", args=[run.pk]),
        reverse("courses:copy", args=[run.pk]),
    ):
        assert client.post(url, posted).status_code == 403
    assert list(CourseRun.objects.values()) == before


def test_the_centre_plans_its_own_and_sees_no_foreign_course(client, organisation):
    centre = make_organisation("Zentrum", centre=True)
    client.force_login(make_member(centre))
    foreign, own = make_run(organisation), make_run(centre, title="Landesweit")
    guest = make_volunteer(organisation)
    Enrolment.objects.create(volunteer=guest, run=own)

    assert [one.title for one in client.get(LIST).context["page"].rows] == ["Landesweit"]
    assert client.get(reverse("courses:one", args=[foreign.pk])).status_code == 404
    assert client.get(reverse("courses:people", args=[foreign.pk])).status_code == 404
    people = client.get(reverse("courses:people", args=[own.pk])).content.decode()
    assert guest.full_name in people
    assert reverse("desk:volunteer", args=[guest.pk]) not in people
