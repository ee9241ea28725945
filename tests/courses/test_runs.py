"""Runs: seen in the admin, planned at the desk; which of them are public and offered."""

import pytest
from django.db import IntegrityError, transaction

from cms_apps.courses.models import CourseRun
from cms_apps.courses.selectors import next_public_runs, runs_offered_by
from tests.factories.people import make_organisation, make_run


@pytest.mark.parametrize("path", ["new/", "edit/{run}/"])
def test_the_admin_plans_no_run(admin_client, organisation, path):
    """Planning is the desk's: there everybody in a run hears of a new date."""
    run = make_run(organisation)

    response = admin_client.post(f"/admin/course-runs/{path.format(run=run.pk)}", {"title": "Anders"})

    assert response.status_code == 404
    assert [one.title for one in CourseRun.objects.all()] == ["Basiskurs"]


def test_the_admin_shows_a_run(admin_client, organisation):
    run = make_run(organisation, title="Basiskurs Herbst")

    assert "Basiskurs Herbst" in admin_client.get("/admin/course-runs/").content.decode()
    assert "Basiskurs Herbst" in admin_client.get(f"/admin/course-runs/inspect/{run.pk}/").content.decode()


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
