"""Queries that are built once: the same rows as Django's own, the gaps filled anew each time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection
from django.db.models import CharField, Count, DateField, IntegerField
from wagtail.models import Page

from cms_apps.foundation.prepared import Prepared
from cms_apps.places.models import District, Municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    """Two districts, one of them gone, and a municipality in each."""
    old = District.objects.create(ags="06901", name="Altkreis", valid_to=date(2020, 12, 31))
    new = District.objects.create(ags="06902", name="Neukreis")
    return [
        Municipality.objects.create(name=f"Ort in {district.name}", district=district)
        for district in (old, new)
    ]


def test_it_gives_the_rows_of_the_query_with_what_belongs_to_them(places, django_assert_num_queries):
    query = Prepared(
        lambda key: Municipality.objects.select_related("district").only("name", "district").filter(pk=key),
        key=IntegerField(),
    )

    for place in (*places, *places):
        with django_assert_num_queries(1):
            (found,) = query.rows(key=place.pk)
            assert (found, found.name, found.district.name) == (place, place.name, place.district.name)
    assert query.one(key=0) is None


def test_django_is_asked_for_the_query_once(places):
    asked = []

    def build(name):
        asked.append(name)
        return Municipality.objects.filter(name=name)

    query = Prepared(build, name=CharField())

    assert [len(query.rows(name=one.name)) for one in places] == [1, 1]
    assert len(asked) == 1


def test_a_gap_is_a_value_however_it_is_used(places):
    """In lists, comparisons and beginnings; a day as the database keeps it, a sign of LIKE as itself, None as nothing."""
    on = Prepared(lambda day: District.objects.filter(valid_to__gte=day), day=DateField())
    among = Prepared(
        lambda a, b: Municipality.objects.filter(id__in=[a, b]).order_by("name"),
        a=IntegerField(),
        b=IntegerField(),
    )
    begins = Prepared(lambda word: Municipality.objects.filter(name__startswith=word), word=CharField())

    assert [len(on.rows(day=date(2020, 12, day))) for day in (30, 31)] == [1, 1]
    assert on.rows(day=date(2021, 1, 1)) == []
    assert among.rows(a=places[1].pk, b=places[0].pk) == places
    assert among.rows(a=places[1].pk, b=None) == [places[1]]
    assert begins.rows(word="Ort in A") == [places[0]]
    assert begins.rows(word="Ort_in") == begins.rows(word="%") == begins.rows(word="' OR 1=1 --") == []


def test_nothing_is_grouped_by_a_gap(places):
    """PostgreSQL refuses a constant there."""
    query = Prepared(
        lambda least: District.objects.annotate(of=Count("municipalities")).filter(of__gte=least),
        least=IntegerField(),
    )

    assert [len(query.rows(least=least)) for least in (1, 2)] == [2, 0]


def test_what_the_query_prefetches_is_read(places, django_assert_num_queries):
    query = Prepared(
        lambda name: District.objects.filter(name=name).prefetch_related("municipalities"), name=CharField()
    )

    with django_assert_num_queries(2):
        assert list(query.rows(name="Neukreis")[0].municipalities.all()) == [places[1]]


def test_what_is_read_while_it_is_built_is_refused(places):
    """Wagtail's `public()` reads what is shut: kept in a query, that would hold until a restart."""
    with pytest.raises(RuntimeError, match="reads nothing"):
        Prepared(Page.objects.public).rows()


def test_a_forgotten_value_is_an_error(places):
    query = Prepared(lambda key: Municipality.objects.filter(pk=key), key=IntegerField())

    with pytest.raises(KeyError, match="key"):
        query.rows()


@pytest.mark.django_db(transaction=True)
def test_threads_share_the_query_and_not_the_connection(places):
    query = Prepared(lambda key: Municipality.objects.filter(pk=key), key=IntegerField())

    def ask(number):
        try:
            return query.rows(key=places[number % 2].pk) == [places[number % 2]]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(ask, range(200)))
