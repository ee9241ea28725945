"""Values from a day on, and the working days of Hessen."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cms_apps.parameters.defaults import DEFAULTS
from cms_apps.parameters.models import Parameter
from cms_apps.parameters.selectors import all_terms, number, parameter, term
from cms_apps.parameters.working_days import add_working_days, is_working_day

DAY = dt.date


def put(key, value, since):
    return Parameter.objects.create(key=key, value=value, valid_from=since)


@pytest.mark.django_db
def test_default_holds_until_somebody_sets_a_value():
    assert number("answer.working_days") == DEFAULTS["answer.working_days"].default == 10


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "value"),
    [(DAY(2026, 1, 31), 10), (DAY(2026, 2, 1), 8), (DAY(2026, 4, 30), 8), (DAY(2026, 5, 1), 5)],
    ids=["before", "first-day", "last-day", "next"],
)
def test_value_is_valid_from_its_day_to_the_next(day, value):
    put("answer.working_days", "5", DAY(2026, 5, 1))
    put("answer.working_days", "8", DAY(2026, 2, 1))

    assert number("answer.working_days", on=day) == value


@pytest.mark.django_db
def test_new_value_is_seen_at_once_and_gone_when_deleted():
    before = term("centre")
    row = put("term.centre", "Haus der Vielfalt", DAY(2020, 1, 1))
    assert (term("centre"), all_terms()["centre"]) == ("Haus der Vielfalt", "Haus der Vielfalt")
    row.delete()

    assert term("centre") == before


@pytest.mark.django_db
def test_unknown_parameter_is_a_mistake():
    with pytest.raises(KeyError):
        parameter("answer.years")


@pytest.mark.django_db
def test_reading_many_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        [parameter(key) for key in DEFAULTS]


@pytest.mark.django_db
@pytest.mark.parametrize(("key", "value"), [("answer.working_days", "zehn"), ("draft.days", "1.5")])
def test_value_that_is_no_number_is_refused(key, value):
    with pytest.raises(ValidationError):
        Parameter(key=key, value=value, valid_from=DAY(2026, 1, 1)).full_clean()


@pytest.mark.django_db
def test_two_values_of_one_day_are_refused():
    put("draft.days", "7", DAY(2026, 1, 1))

    with pytest.raises(IntegrityError), transaction.atomic():
        put("draft.days", "8", DAY(2026, 1, 1))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (DAY(2026, 4, 2), True),
        (DAY(2026, 4, 3), False),
        (DAY(2026, 4, 4), False),
        (DAY(2026, 4, 6), False),
        (DAY(2026, 5, 1), False),
        (DAY(2026, 6, 4), False),
        (DAY(2026, 10, 31), False),
        (DAY(2026, 11, 2), True),
        (DAY(2025, 10, 31), True),
        (DAY(2026, 12, 24), True),
        (DAY(2026, 12, 25), False),
    ],
    ids=[
        "Gründonnerstag", "Karfreitag", "Samstag", "Ostermontag", "Tag-der-Arbeit", "Fronleichnam",
        "Samstag-im-Herbst", "Montag-nach-Allerheiligen", "Reformationstag", "Heiligabend", "Weihnachten",
    ],
)  # fmt: skip
def test_working_day_of_hessen(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (DAY(2026, 4, 2), 1, DAY(2026, 4, 7)),
        (DAY(2026, 3, 30), 10, DAY(2026, 4, 15)),
        (DAY(2026, 12, 23), 10, DAY(2027, 1, 8)),
        (DAY(2026, 5, 9), 1, DAY(2026, 5, 11)),
        (DAY(2026, 5, 4), 0, DAY(2026, 5, 4)),
    ],
    ids=["over-easter", "ten-over-easter", "over-christmas", "from-saturday", "none"],
)
def test_working_days_are_counted(start, count, end):
    assert add_working_days(start, count) == end
