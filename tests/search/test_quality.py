"""Forty German queries: what a reader expects stands among the first three, and all engines find the same."""

import pytest

from cms_apps.search.engines import database, elastic, feeding
from tests.search import corpus as texts
from tests.search.building import quality, sameness, success

pytestmark = pytest.mark.slow


def missed(told):
    return {query: result for query, result in told.items() if result[0] == 0 or not result[1]}


def test_there_are_forty_queries_about_texts_of_the_corpus():
    names = {row[0] for row in (*texts.NEWS, *texts.PRESS, *texts.PAGES)}
    names |= {f"host:{row[0]}" for row in texts.HOSTS} | {f"run:{row[0]}" for row in texts.RUNS}

    assert len(texts.QUERIES) >= 40
    assert {key for expected in texts.QUERIES.values() for key in expected} <= names


def test_database_finds_what_readers_expect(corpus):
    told = quality(database)

    assert success(told) >= 0.9, missed(told)
    assert sameness(told) >= 0.95, missed(told)


def test_elasticsearch_finds_what_readers_expect(elasticsearch, corpus):
    feeding.rebuild()

    told = quality(elastic)

    assert success(told) >= 0.9, missed(told)
    assert sameness(told) >= 0.95, missed(told)
