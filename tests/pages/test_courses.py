"""Courses in public: a page for each, data that machines understand, and a calendar that tells nothing personal."""

import datetime as dt

import pytest
from django.utils import timezone
from icalendar import Calendar

from cms_apps.courses.models import CourseDate, CourseKind, CourseRun
from cms_apps.courses.services import close_run, start_runs
from cms_apps.enrolments.services import cancel_run
from cms_apps.pages.models import CoursesPage, EventIndexPage, EventPage
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_begun_run, make_event, make_member, make_organisation, make_run
from tests.schema_org import objections, things_in

SECRET = "https://treffen.example/nur-fuer-teilnehmende"


@pytest.fixture
def courses(home):
    page = home.add_child(instance=CoursesPage(title="Kurse", slug="kurse", locale=home.locale))
    page.save_revision().publish()
    return page.url


@pytest.fixture
def run(courses):
    """An open course of two dates, with everything that a page can say."""
    host = make_organisation("Träger Hier")
    run = make_run(host, title="Kurs am Abend", capacity=3)
    values = {"place_line": "Rathaus, Raum 12", "note": "Aufzug vorhanden", "online_url": SECRET, "mode": "hybrid", "speakers": "Dana Muster"}  # fmt: skip
    CourseRun.objects.filter(pk=run.pk).update(
        closes_on=timezone.localdate() + dt.timedelta(days=9), **values
    )
    begin = run.dates.get().starts_at + dt.timedelta(days=7)
    CourseDate.objects.create(
        run=run,
        starts_at=begin,
        ends_at=begin + dt.timedelta(hours=3),
        teaching_units=4,
        topic="Recht",
        place_line="Alte Schule",
    )
    return CourseRun.objects.get(pk=run.pk)


def events(response):
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_the_page_of_a_course_says_what_one_wants_to_know(client, courses, run):
    page = client.get(f"{courses}{run.pk}/").content.decode()

    for words in (
        "Kurs am Abend",
        "Träger Hier",
        "Rathaus, Raum 12",
        "Alte Schule",
        "Aufzug vorhanden",
        "3 Plätze frei",
        "9 Unterrichtseinheiten",
        "Anmeldung bis",
        "Die Teilnahme kostet nichts.",
        "Jetzt bewerben",
    ):
        assert words in page
    assert f'href="{courses}{run.pk}/"' in client.get(courses).content.decode()


def test_nothing_public_holds_the_link_to_take_part(client, courses, run):
    answers = [client.get(f"{courses}{path}") for path in ("", "kalender/", f"{run.pk}/")]

    assert [SECRET in one.content.decode() for one in answers] == [False] * 3
    assert ["public" in one["Cache-Control"] and not one.cookies for one in answers] == [True] * 3


def test_the_data_keep_to_the_words_of_schema_org(client, courses, run):
    make_run(make_organisation("Träger Netz"), title="Nur online")
    CourseRun.objects.filter(title="Nur online").update(mode="online", taken=10)

    listed = {one["name"]: one for one in things_in(client.get(courses).content.decode())}
    (alone,) = things_in(client.get(f"{courses}{run.pk}/").content.decode())

    assert [objections(one) for one in (*listed.values(), alone)] == [[], [], []]
    assert listed["Kurs am Abend"] == alone
    instance = alone["hasCourseInstance"]
    dates = [one.starts_at for one in run.dates.all()]
    assert (instance["courseMode"], instance["courseWorkload"]) == ("blended", f"PT{9 * 45}M")
    assert [dt.datetime.fromisoformat(instance["startDate"]), alone["url"].endswith(f"/{run.pk}/")] == [
        dates[0],
        True,
    ]
    assert alone["offers"]["availability"].endswith("InStock")
    assert listed["Nur online"]["offers"]["availability"].endswith("SoldOut")
    assert "location" not in listed["Nur online"]["hasCourseInstance"]


def test_the_calendar_holds_every_date_and_is_asked_for_anew_only_when_it_changed(client, courses, run):
    make_run(run.organisation, title="Noch geheim", opened=False)
    url = f"{courses}kalender/"
    first = client.get(url)
    same = client.get(url, headers={"if-none-match": first["ETag"]})

    told = [(str(one["SUMMARY"]), str(one["LOCATION"]), str(one["STATUS"])) for one in events(first)]
    assert told == [
        ("Kurs am Abend", "Rathaus, Raum 12", "CONFIRMED"),
        ("Kurs am Abend", "Alte Schule", "CONFIRMED"),
    ]
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT4H" in first.content
    assert b"Dana Muster" not in first.content
    assert (same.status_code, same.content) == (304, b"")
    CourseRun.objects.filter(pk=run.pk).update(title="Kurs am Morgen")
    assert client.get(url, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_the_calendar_and_its_door_keep_to_what_was_looked_for(client, courses, run):
    make_run(run.organisation, title="Im Netz")
    CourseRun.objects.filter(title="Im Netz").update(mode="online")

    page = client.get(f"{courses}?form=online&unsinn=1").content.decode()

    assert f'href="{courses}kalender/?form=online"' in page
    assert [str(one["SUMMARY"]) for one in events(client.get(f"{courses}kalender/?form=online"))] == [
        "Im Netz"
    ]


def test_three_courses_cost_what_one_costs(client, courses, run, django_assert_max_num_queries):
    def cost(path):
        client.get(path)
        with django_assert_max_num_queries(14) as captured:
            client.get(path)
        return len(captured)

    paths = (courses, f"{courses}kalender/", f"{courses}{run.pk}/")
    before = [cost(path) for path in paths]
    for number in range(2):
        make_run(make_organisation(f"Träger {number}"), title=f"Kurs {number}")

    assert [cost(path) for path in paths] == before


def test_a_course_that_takes_nobody_more_says_so_and_asks_for_nothing(client, courses, run):
    CourseRun.objects.filter(pk=run.pk).update(closes_on=timezone.localdate() - dt.timedelta(days=1))

    page = client.get(f"{courses}{run.pk}/").content.decode()

    assert "Die Anmeldung zu diesem Kurs ist zu Ende." in page
    assert "Jetzt bewerben" not in page
    assert events(client.get(f"{courses}kalender/")) == []


def test_a_course_that_is_called_off_says_so_to_whoever_kept_its_address(client, courses, run):
    cancel_run(run, actor=Actor.staff(make_member(run.organisation)))

    page = client.get(f"{courses}{run.pk}/").content.decode()

    assert "Dieser Kurs ist abgesagt." in page
    assert [objections(one) for one in things_in(page)] == [[]]
    assert "EventCancelled" in page


def test_what_is_planned_over_or_missing_has_no_page(client, courses, run):
    host = run.organisation
    planned = make_run(host, opened=False)
    closed_again = make_run(host)
    close_run(closed_again, actor=Actor.staff(make_member(host)))
    never_open = make_run(host, opened=False)
    cancel_run(never_open, actor=Actor.staff(make_member(host)))
    over = make_begun_run(host)
    start_runs()

    found = [
        client.get(f"{courses}{pk}/").status_code
        for pk in (planned.pk, closed_again.pk, never_open.pk, over.pk, 987654321)
    ]

    assert found == [404] * 5


def test_a_course_for_those_who_take_part_already_sends_nobody_to_the_sign_up(client, courses, run):
    CourseKind.objects.filter(pk=run.kind_id).update(for_new_people=False)

    page = client.get(f"{courses}{run.pk}/").content.decode()

    assert "Sprechen Sie mit Ihrem Träger." in page
    assert "Jetzt bewerben" not in page


def test_an_event_leads_to_its_registration_while_that_is_open(client, home):
    index = home.add_child(instance=EventIndexPage(title="Termine", slug="termine", locale=home.locale))
    index.save_revision().publish()
    run = make_event(make_organisation("Träger Fest"))
    begin = timezone.now() + dt.timedelta(days=30)
    page = index.add_child(
        instance=EventPage(
            title="Fest", slug="fest", locale=home.locale, starts_at=begin,
            ends_at=begin + dt.timedelta(hours=2), event_run=run,
        )
    )  # fmt: skip
    page.save_revision().publish()
    door = f'href="/de/veranstaltung-anmelden/{run.pk}/"'

    assert [door in client.get(one.url).content.decode() for one in (page, index)] == [True, True]
    close_run(run, actor=Actor.staff(make_member(run.organisation)))

    assert [door in client.get(one.url).content.decode() for one in (page, index)] == [False, False]


def test_a_course_for_everybody_leads_to_its_registration(client, courses):
    run = make_event(make_organisation("Träger Fest"))

    page = client.get(f"{courses}{run.pk}/").content.decode()

    assert run.title not in client.get(courses).content.decode()
    assert things_in(page) == []
    assert f'href="/de/veranstaltung-anmelden/{run.pk}/"' in page
    assert "Jetzt bewerben" not in page
