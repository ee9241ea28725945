"""Who was there, noted by phone: one tap for each person, and what a slow network sends twice does no harm."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cms_apps.courses.models import CourseDate
from cms_apps.enrolments.models import Attendance
from cms_apps.enrolments.selectors.attendance import standings
from cms_apps.enrolments.services import give_up_place
from cms_apps.enrolments.services.papers import EMPTY, FILLED, participants_pdf
from cms_apps.privacy.models import AccessRecord
from cms_apps.workflow.actors import Actor
from tests.factories.courses import make_held_run, note_all
from tests.factories.people import make_member, make_organisation
from tests.papers import is_tagged, text_of, title_of
from tests.verapdf import needs_verapdf, objections

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(organisation):
    return make_member(organisation, first_name="Tamara", last_name="Vogel")


@pytest.fixture
def desk(client, member):
    client.force_login(member)
    return client


@pytest.fixture
def run(organisation):
    return make_held_run(organisation)


@pytest.fixture
def page(run):
    return f"/de/schreibtisch/kurse/{run.pk}/anwesenheit/"


def shown(response, **tapped):
    """What a browser sends of the page as it is, with what was tapped."""
    form = response.context["form"]
    values = {form[name].html_name: form[name].value() or "" for name in form.fields}
    return {**values, **tapped}


def rows():
    return list(Attendance.objects.order_by("enrolment").values_list("units", "version"))


def test_a_tap_for_each_and_one_button_for_the_rest(desk, run, page):
    url, (first, _second) = f"{page}{run.dates.first().pk}/", run.enrolments.order_by("pk")

    assert desk.post(url, shown(desk.get(url), **{f"da-{first.pk}": "2"})).status_code == 302
    assert rows() == [(2, 1)]
    desk.post(url, {**shown(desk.get(url)), "alle": "da"})

    assert rows() == [(2, 1), (5, 1)]
    assert "Tamara Vogel" in desk.get(url).content.decode()


def test_the_rest_is_not_who_gave_the_place_up(desk, run):
    first, second = run.dates.order_by("starts_at")
    gone, stays = run.enrolments.order_by("pk")
    page = f"/de/schreibtisch/kurse/{run.pk}/anwesenheit/{{}}/"
    desk.post(page.format(first.pk), {**shown(desk.get(page.format(first.pk))), "alle": "da"})
    give_up_place(gone, actor=Actor.applicant())

    desk.post(page.format(second.pk), {**shown(desk.get(page.format(second.pk))), "alle": "da"})

    assert list(second.attendances.values_list("enrolment", flat=True)) == [stays.pk]


def test_the_same_form_twice_and_an_old_one_late(desk, run, page):
    url, one = f"{page}{run.dates.first().pk}/", run.enrolments.first()
    old = shown(desk.get(url), **{f"da-{one.pk}": "0"})

    assert [desk.post(url, old).status_code for _ in range(2)] == [302, 302]
    desk.post(url, shown(desk.get(url), **{f"da-{one.pk}": "4"}))
    late = desk.post(url, old)

    assert (late.status_code, rows()) == (409, [(4, 2)])
    assert "Inzwischen anders eingetragen" in late.content.decode()
    assert late.context["form"][f"da-{one.pk}"].value() == "4"


def test_what_nobody_touched_is_no_statement(desk, run, page, organisation):
    url, (first, second) = f"{page}{run.dates.first().pk}/", run.enrolments.order_by("pk")
    other = Client()
    other.force_login(make_member(organisation))
    mine, theirs = shown(desk.get(url)), shown(other.get(url))

    other.post(url, {**theirs, f"da-{first.pk}": "5"})
    answer = desk.post(url, {**mine, f"da-{second.pk}": "1"})

    assert (answer.status_code, rows()) == (302, [(5, 1), (1, 1)])


def test_a_change_says_who_made_it_when_and_what_stood_there_before(desk, run, page, organisation):
    url, one = f"{page}{run.dates.first().pk}/", run.enrolments.first()
    desk.post(url, shown(desk.get(url), **{f"da-{one.pk}": "5"}))
    assert "vorher" not in desk.get(url).content.decode()
    other = Client()
    other.force_login(make_member(organisation, first_name="Ilse", last_name="Adler"))
    other.post(url, shown(other.get(url), **{f"da-{one.pk}": "2"}))

    said = " ".join(desk.get(url).content.decode().split())

    assert "Geändert von Ilse Adler am" in said
    assert "vorher 5 UE" in said
    assert "Tamara Vogel" in said


@pytest.mark.parametrize("typed", ["6", "-1", "viel"])
def test_what_is_no_choice_is_said_at_the_person(desk, run, page, typed):
    url, one = f"{page}{run.dates.first().pk}/", run.enrolments.first()

    answer = desk.post(url, shown(desk.get(url), **{f"da-{one.pk}": typed}))

    assert "Wählen Sie, wie viele UE die Person da war." in answer.content.decode()
    assert rows() == []


def test_only_those_who_lead_the_run_see_it(client, run, page, organisation):
    date = f"{page}{run.dates.first().pk}/"
    addresses = [page, date, f"{page}liste/leer/"]
    client.force_login(make_member(organisation, role="reader"))
    assert [client.get(one).status_code for one in addresses] == [403] * 3
    assert [client.post(one, {"expected": "0"}).status_code for one in (date, f"{page}abschliessen/")] == [
        403
    ] * 2
    client.force_login(make_member(make_organisation("Träger B")))
    assert [client.get(one).status_code for one in addresses] == [404] * 3

    assert not AccessRecord.objects.exists()


def test_a_date_of_another_run_and_another_kind_of_list_are_missing(desk, organisation, page):
    other = make_held_run(organisation)

    assert desk.get(f"{page}{other.dates.first().pk}/").status_code == 404
    assert desk.get(f"{page}liste/bunt/").status_code == 404


def test_everybody_on_a_page_is_written_down(desk, run, page):
    people = {one.volunteer.subject_key for one in run.enrolments.all()}

    for address, what in (
        (page, "seen"),
        (f"{page}{run.dates.first().pk}/", "seen"),
        (f"{page}liste/leer/", "printed"),
    ):
        AccessRecord.objects.all().delete()
        desk.get(address)
        assert set(AccessRecord.objects.values_list("object_key", "what")) == {(key, what) for key in people}


def test_a_date_ahead_says_when_it_is_and_shows_nobody(desk, run, page):
    date = run.dates.first()
    later = timezone.now() + timedelta(days=3)
    CourseDate.objects.filter(pk=date.pk).update(starts_at=later, ends_at=later + timedelta(hours=4))

    said = desk.get(f"{page}{date.pk}/").content.decode()

    assert "Dieser Termin ist am" in said
    assert "Speichern" not in said
    assert not AccessRecord.objects.exists()
    assert desk.post(f"{page}{date.pk}/", {"alle": "da"}).status_code == 409


def test_completing_says_who_is_short(desk, run, page, member):
    gaps = desk.post(f"{page}abschliessen/", {"expected": "0"})
    assert (gaps.status_code, "Es fehlt noch Anwesenheit" in gaps.content.decode()) == (409, True)
    note_all(run, Actor.staff(member), absent=(run.enrolments.first(),))
    assert "für den Abschluss ab 8 UE fehlen 8" in desk.get(page).content.decode()

    done = desk.post(f"{page}abschliessen/", {"expected": "0"}, follow=True).content.decode()

    assert "1 Person hat den Kurs abgeschlossen. Bei 1 Person fehlen noch UE." in done
    assert {one.state for one in run.enrolments.all()} == {"completed", "not_completed"}


def test_a_page_costs_the_same_however_many(desk, organisation, django_assert_max_num_queries):
    for people in (1, 6):
        run = make_held_run(organisation, people=people)
        page = f"/de/schreibtisch/kurse/{run.pk}/anwesenheit/"
        desk.get(page)
        for address in (page, f"{page}{run.dates.first().pk}/"):
            with django_assert_max_num_queries(18):
                desk.get(address)


@pytest.mark.parametrize("kind", [EMPTY, FILLED])
def test_the_list_of_participants_can_be_read_aloud(run, member, kind):
    one = run.enrolments.first()
    note_all(run, Actor.staff(member), absent=(one,))
    pdf = participants_pdf(run, standings(run), kind)
    text = text_of(pdf)

    assert is_tagged(pdf)
    assert b"pdfuaid" in pdf
    assert title_of(pdf) == "Teilnehmendenliste: Basiskurs"
    assert all(
        f"{row.volunteer.last_name}, {row.volunteer.first_name}" in text for row in run.enrolments.all()
    )
    assert ("UE nachgeholt" in text) == (kind == FILLED)


def test_a_long_course_has_several_tables(organisation):
    run = make_held_run(organisation, dates=13)

    assert "Seite 3 von 3" in text_of(participants_pdf(run, standings(run), EMPTY))


@needs_verapdf
@pytest.mark.once
@pytest.mark.parametrize("kind", [EMPTY, FILLED])
def test_a_judge_of_papers_has_nothing_against_the_list(organisation, member, tmp_path, kind):
    run = make_held_run(organisation, dates=8)
    note_all(run, Actor.staff(member))

    assert objections(participants_pdf(run, standings(run), kind), tmp_path) == ["compliant"]
