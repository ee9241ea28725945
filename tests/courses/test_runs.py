"""A run in the admin: its form opens and closes by the verb, and saving it never touches places."""

import pytest
from django.db import IntegrityError, transaction
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from cms_apps.courses.models import CourseDate, CourseKind, CourseRun
from cms_apps.courses.selectors import next_public_runs, runs_offered_by
from tests.factories.people import make_organisation, make_run

DATES = [{"starts_at": "2030-05-04 10:00", "ends_at": "2030-05-04 14:00", "teaching_units": "5", "topic": ""}]


def form(run_or_organisation, dates=DATES, *, initial=0, **values):
    kind = CourseKind.objects.get_or_create(name="Basisqualifizierung")[0]
    organisation = getattr(run_or_organisation, "organisation", run_or_organisation)
    return nested_form_data(
        {
            "title": "Basiskurs", "organisation": organisation.pk, "kind": kind.pk, "mode": "on_site",
            "place_line": "Rathaus", "note": "", "capacity": "12", "minimum": "0", "languages": "Deutsch", "closes_on": "",
            "dates": inline_formset(dates, initial=initial), **values,
        }
    )  # fmt: skip


def test_new_run_with_open_registration(admin_client, organisation):
    response = admin_client.post("/admin/course-runs/new/", form(organisation, registration_open="on"))

    assert response.status_code == 302
    run = CourseRun.objects.get()
    assert (run.state, run.capacity, run.dates.count()) == ("open", 12, 1)
    assert [row.transition for row in run.history.all()] == ["open"]


def test_changed_run_keeps_its_places_and_gets_its_dates(admin_client, organisation):
    run = make_run(organisation, capacity=10)
    CourseRun.objects.filter(pk=run.pk).update(taken=3)
    date = CourseDate.objects.get()
    dates = [{**DATES[0], "id": date.pk, "topic": "Recht"}, DATES[0]]

    response = admin_client.post(
        f"/admin/course-runs/edit/{run.pk}/", form(run, dates, initial=1, registration_open="on")
    )

    assert response.status_code == 302
    fresh = CourseRun.objects.get()
    assert (fresh.taken, fresh.capacity, fresh.state, fresh.place_line) == (3, 12, "open", "Rathaus")
    assert sorted(fresh.dates.values_list("topic", flat=True)) == ["", "Recht"]


def test_unticked_registration_closes_the_run(admin_client, organisation):
    run = make_run(organisation)

    admin_client.post(
        f"/admin/course-runs/edit/{run.pk}/",
        form(run, [{**DATES[0], "id": CourseDate.objects.get().pk}], initial=1),
    )

    assert CourseRun.objects.get().state == "planned"
    assert [row.transition for row in run.history.all()] == ["open", "close"]


def test_fewer_places_than_are_taken_is_told_in_the_form(admin_client, organisation):
    run = make_run(organisation, capacity=10)
    CourseRun.objects.filter(pk=run.pk).update(taken=3)

    response = admin_client.post(
        f"/admin/course-runs/edit/{run.pk}/",
        form(run, [{**DATES[0], "id": CourseDate.objects.get().pk}], initial=1, capacity="2"),
    )

    assert response.status_code == 200
    assert "Es sind schon 3 Plätze vergeben" in response.content.decode()
    assert CourseRun.objects.get().capacity == 10


def test_public_list_shows_open_runs_full_ones_too_soonest_first(organisation):
    late, soon = make_run(organisation, in_days=40), make_run(organisation, in_days=5)
    full = make_run(organisation, capacity=1, in_days=20)
    CourseRun.objects.filter(pk=full.pk).update(taken=1)
    make_run(organisation, opened=False)
    make_run(organisation, in_days=-1)

    assert list(next_public_runs(10)) == [soon, full, late]


@pytest.mark.django_db
def test_offered_are_own_runs_and_those_of_the_centre(organisation, other_organisation):
    centre = make_organisation("Zentrum", centre=True)
    own, central = make_run(organisation, in_days=9), make_run(centre, in_days=3)
    make_run(other_organisation)

    assert list(runs_offered_by(organisation.pk)) == [central, own]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values", [{"minimum": 11}, {"capacity": 0}], ids=["minimum-above-places", "no-place"]
)
def test_the_table_refuses_a_run_that_cannot_be(organisation, values):
    run = make_run(organisation, capacity=10)

    with pytest.raises(IntegrityError), transaction.atomic():
        CourseRun.objects.filter(pk=run.pk).update(**values)


def test_the_admin_says_when_fewer_places_than_people_are_needed(admin_client, organisation):
    response = admin_client.post("/admin/course-runs/new/", form(organisation, minimum="13"))

    assert "Der Kurs kann nicht mehr Menschen brauchen, als er Plätze hat." in response.content.decode()
    assert not CourseRun.objects.exists()
