"""Absence, stop and own deadlines of a host organisation."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError

from cms_apps.organisations import selectors
from cms_apps.organisations.services import change_settings
from cms_apps.parameters.models import Parameter
from tests.factories.people import make_organisation

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 2)


def test_an_answer_is_due_after_the_parameter():
    assert selectors.answer_due(make_organisation(), MONDAY) == date(2026, 11, 16)


def test_an_own_deadline_goes_before_the_parameter():
    host = make_organisation(answer_working_days=3)

    assert selectors.limit(host, "answer.working_days") == 3
    assert selectors.answer_due(host, MONDAY) == date(2026, 11, 5)
    Parameter.objects.create(key="answer.working_days", value="5", valid_from=MONDAY)
    assert selectors.limit(make_organisation("B"), "answer.working_days") == 5


@pytest.mark.parametrize(
    ("begin", "end", "due"),
    [
        (date(2026, 10, 26), date(2026, 11, 6), date(2026, 11, 20)),  # counts from the end of the absence
        (date(2026, 11, 2), date(2026, 11, 2), date(2026, 11, 16)),  # the day itself does not count anyway
        (date(2026, 11, 12), date(2026, 11, 18), date(2026, 11, 23)),  # begins before the answer is due
        (date(2026, 11, 17), date(2026, 11, 30), date(2026, 11, 16)),  # begins after
        (date(2026, 10, 1), date(2026, 10, 30), date(2026, 11, 16)),  # is over
    ],
    ids=["within", "today", "later", "after", "before"],
)
def test_an_absence_moves_what_is_promised(begin, end, due):
    host = make_organisation(absent_from=begin, absent_until=end)

    assert selectors.answer_due(host, MONDAY) == due


@pytest.mark.parametrize(
    "values",
    [
        {"absent_from": MONDAY, "absent_until": date(2026, 11, 1)},
        {"absent_from": MONDAY},
        {"absent_until": MONDAY},
        {"minimum_age": 3},
        {"answer_working_days": 0},
    ],
    ids=["backwards", "no end", "no begin", "a child", "no days"],
)
def test_impossible_settings_are_refused(values):
    with pytest.raises(ValidationError):
        change_settings(make_organisation(), **values)


def test_a_stopped_organisation_is_named_and_the_next_is_offered(municipality, organisation):
    second = make_organisation("Träger Z", serves=municipality)
    change_settings(organisation, accepts_applications=False)

    found = selectors.offers_for(municipality)

    assert (found.open, found.stopped) == ([second], [organisation])


def test_if_nobody_is_left_the_centre_is_offered(municipality, organisation):
    centre = make_organisation("Zentrum", centre=True)
    change_settings(organisation, accepts_applications=False)

    found = selectors.offers_for(municipality)

    assert (found.open, found.stopped) == ([centre], [organisation])


@pytest.mark.parametrize(("day", "offered"), [("2026-11-30", False), ("2026-12-01", True)])
def test_a_stop_ends_by_itself_on_its_day(municipality, organisation, day, offered):
    change_settings(organisation, accepts_applications=False, accepts_again_on=date(2026, 12, 1))

    with time_machine.travel(f"{day} 12:00+01:00"):
        assert (organisation in selectors.organisations_offered(municipality)) is offered
