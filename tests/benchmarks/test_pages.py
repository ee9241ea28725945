"""The figures of pages: lists grow to the rows that are said, and each bound can be missed."""

import pytest

from benchmarks.client import Request
from benchmarks.figures import BARE, OURS, Figure
from benchmarks.lists import fill
from benchmarks.measure import Point, Statements
from benchmarks.pages import A3, MOST_BYTES, PATHS, Weight, report
from cms_apps.pages.models import EventPage, NewsPage, PressReleasePage


@pytest.mark.django_db
def test_filled_lists_show_their_rows_and_grow(client):
    fill(15)
    fill(20)

    for model, path in zip((NewsPage, PressReleasePage, EventPage), PATHS.values(), strict=True):
        assert model.objects.live().count() == 20
        assert client.get(path).content.decode().count(f'href="{path}meldung') == 10  # one page of a list
        assert client.get(f"{path}meldung-20/").status_code == 200


def judged(**changed):
    points = {A3: Point(6, 1, 8, 9), "NewsPage": Point(changed.get("app", 9), 1, 10, 12)}
    figure = Figure("NewsPage", OURS, Request("/"), most_sql=10, most_sql_cold=14, most_times_a3=1.5)
    counted = Statements(cold=changed.get("cold", 14), warm=changed.get("warm", 10))
    weight = Weight(40_000, changed.get("packed", MOST_BYTES))
    wanted = [Figure(A3, BARE, Request("/")), figure]
    return report(wanted, {"NewsPage": counted}, points, {"NewsPage": weight})


def test_bounds_that_hold_are_said_to_hold():
    text, missed = judged()

    assert missed == []
    assert "| NewsPage | 10 (14) | ≤ 10 / 14 | 9.00 + 1.00 | 1.4 | ≤ 1.5 | 14,600 (40,000) | holds |" in text


@pytest.mark.parametrize("changed", [{"warm": 11}, {"cold": 15}, {"app": 11}, {"packed": MOST_BYTES + 1}])
def test_each_bound_of_a_page_can_be_missed(changed):
    text, missed = judged(**changed)

    assert missed == ["NewsPage"]
    assert "**missed**" in text
