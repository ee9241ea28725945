"""Two courses of one person at the same hour: a hint where somebody enrols, enters or lets them in; never a refusal."""

from datetime import timedelta

import pytest

from cms_apps.courses.enums import Procedure
from cms_apps.courses.models import CourseDate, CourseRun
from cms_apps.enrolments.selectors import at_the_same_time
from cms_apps.enrolments.services import enrol, give_up_place
from cms_apps.volunteering.services import accept, take_into_review
from cms_apps.workflow.actors import Actor
from tests.factories.people import make_application, make_member, make_organisation, make_run
from tests.volunteering.test_status import open_link

pytestmark = pytest.mark.django_db
ME = Actor.applicant()


@pytest.fixture
def actor(organisation):
    return Actor.staff(make_member(organisation))


@pytest.fixture
def application(organisation, actor):
    """Somebody with a place in a first course."""
    one = take_into_review(make_application(organisation), actor=actor)
    return accept(one, actor=actor, run=make_run(organisation, title="Erster Kurs"))


@pytest.fixture
def person(application):
    return application.volunteer


@pytest.fixture
def second(organisation):
    """A course whose date lies within that of the first one."""
    return at(make_run(organisation, title="Zweiter Kurs"), minutes=30)


def at(run, **later):
    """Let it begin so much later than the first course."""
    begin = CourseDate.objects.earliest("pk").starts_at + timedelta(**later)
    run.dates.update(starts_at=begin, ends_at=begin + timedelta(hours=2))
    return run


@pytest.mark.parametrize(
    ("later", "clashes"),
    [({"minutes": 30}, True), ({"hours": 3, "minutes": 59}, True), ({"hours": 4}, False), ({"hours": -2}, False),
     ({"hours": -1, "minutes": -59}, True)],
    ids=["within", "at-the-end", "right-after", "right-before", "at-the-beginning"],
)  # fmt: skip
def test_dates_that_meet_clash_and_dates_that_touch_do_not(person, organisation, later, clashes):
    run = at(make_run(organisation), **later)

    assert [one.run.title for one in at_the_same_time(run, [person.pk, None]).get(person.pk, [])] == (
        ["Erster Kurs"] if clashes else []
    )


def test_a_place_that_was_given_back_clashes_with_nothing(person, second):
    give_up_place(person.enrolments.get(), actor=ME)

    assert at_the_same_time(second, [person.pk]) == {}


def test_for_many_people_it_is_one_query(person, second, django_assert_num_queries):
    with django_assert_num_queries(1):
        at_the_same_time(second, [person.pk, *range(1000, 1025)])


def test_who_enrols_is_told_and_may_all_the_same(client, application, second):
    open_link(client, application)
    url = f"/de/bewerbung/stand/{application.number}/kurse/{second.pk}/"

    assert "„Erster Kurs“ ist zur selben Zeit. Dort sind Sie: angemeldet." in client.get(url).content.decode()
    client.post(url)

    assert {one.run.title for one in application.volunteer.enrolments.all()} == {
        "Erster Kurs",
        "Zweiter Kurs",
    }


def test_who_enters_somebody_is_told_which_course_it_is(client, actor, person, second):
    client.force_login(actor.user)

    page = client.get(f"/de/schreibtisch/kurse/{second.pk}/anmelden/").content.decode()

    assert "zur selben Zeit: Erster Kurs (angemeldet)" in page


def test_who_lets_somebody_in_is_told_of_it_but_not_where(client, person):
    centre = make_organisation("Servicestelle", centre=True)
    run = at(make_run(centre, title="Zentral"), minutes=30)
    CourseRun.objects.filter(pk=run.pk).update(procedure=Procedure.HOST_DECIDES)
    enrol(person, run, actor=ME)
    client.force_login(make_member(centre))

    page = client.get(f"/de/schreibtisch/kurse/{run.pk}/teilnehmende/").content.decode()

    assert "Hat zur selben Zeit noch einen anderen Kurs." in page
    assert "Erster Kurs" not in page
