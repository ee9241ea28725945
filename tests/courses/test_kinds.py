"""Kinds of courses are data: the programme's own come with the installation, and say who may begin with them."""

import pytest

from cms_apps.courses.models import CourseKind, CourseModule
from cms_apps.courses.selectors import next_runs_of, runs_offered_by
from cms_apps.courses.services import ensure_kinds
from tests.factories.people import make_organisation, make_run


@pytest.mark.django_db
def test_an_installation_starts_with_the_kinds_of_the_programme_and_keeps_what_was_changed():
    ensure_kinds()
    basic = CourseKind.objects.get(name="Basisqualifizierung")
    assert (basic.least_units, basic.most_units, basic.modules.count()) == (20, 36, 8)
    assert str(basic.modules.last()) == "8 Grenzen und Selbstfürsorge"
    CourseModule.objects.filter(kind=basic, number=8).delete()
    CourseKind.objects.filter(name="Laiendolmetschen").update(for_new_people=True)

    ensure_kinds()

    assert basic.modules.count() == 7
    entry = CourseKind.objects.filter(for_new_people=True).values_list("name", flat=True)
    assert set(entry) == {"Basisqualifizierung", "Laiendolmetschen", "Qualifizierung Gesundheitslots*innen"}
    assert CourseKind.objects.count() == 7


@pytest.mark.django_db
def test_an_older_installation_gets_the_new_kinds_once_and_what_is_taken_away_stays_away():
    basic = CourseKind.objects.create(name="Basisqualifizierung", for_new_people=True)
    ensure_kinds()
    assert (basic.modules.count(), CourseKind.objects.count()) == (8, 7)
    CourseKind.objects.filter(name="Laiendolmetschen").delete()

    ensure_kinds()

    assert CourseKind.objects.count() == 6


@pytest.mark.django_db
def test_new_people_are_offered_only_what_one_begins_with(organisation):
    ensure_kinds()
    deeper = CourseKind.objects.get(name="Vertiefungsseminar")
    centre = make_organisation("Zentrum", centre=True)
    for host in (organisation, centre):
        run = make_run(host, in_days=3)
        type(run).objects.filter(pk=run.pk).update(kind=deeper)
    basic = make_run(centre, in_days=9)

    assert list(runs_offered_by(organisation.pk)) == [basic]
    assert next_runs_of([organisation.pk]) == {organisation.pk: basic}
