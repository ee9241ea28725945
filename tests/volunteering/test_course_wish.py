"""The wish for a course: full ones have a waiting list, closed ones are asked for again."""

import pytest

from cms_apps.volunteering.models import Application
from tests.factories.people import make_run
from tests.volunteering.test_spine import fill_in

pytestmark = pytest.mark.django_db


def test_a_course_that_closed_meanwhile_is_asked_for_again(client, organisation):
    run = make_run(organisation)
    check = fill_in(client, organisation, course=f"run-{run.pk}")
    type(run).objects.filter(pk=run.pk).update(closes_on="2020-01-01")

    page = client.post(check, {"pruefen-privacy_notice": "on"}, follow=True).content.decode()

    assert "Dieser Kurs nimmt niemanden mehr auf" in page


def test_a_full_course_may_be_wished_for_and_says_that_it_has_a_waiting_list(client, organisation):
    run = make_run(organisation, capacity=1)
    type(run).objects.filter(pk=run.pk).update(taken=1)
    check = fill_in(client, organisation, course=f"run-{run.pk}")

    cards = client.get(check.replace("pruefen", "kurs")).content.decode()
    client.post(check, {"pruefen-privacy_notice": "on"})

    assert '<span class="card__tag">Warteliste</span>' in cards
    assert Application.objects.get().wished_run == run
