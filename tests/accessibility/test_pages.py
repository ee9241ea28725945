"""axe-core on every kind of page at 360 px, as Django's test client gets it; nothing may be wider than the phone."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.accessibility.looker import PHONE, Looker
from tests.accessibility.walks import WALKS, Look, Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def look(chromium: Any) -> Iterator[Look]:
    context = chromium.new_context(viewport=PHONE, locale="de-DE")
    looker = Looker(context.new_page())
    yield looker
    context.close()
    assert looker.wrong == {}


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.__name__)
def test_pages(look, walk):
    walk(Person(), look)
