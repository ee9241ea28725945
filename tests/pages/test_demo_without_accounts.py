"""The demo's texts where nobody has an account: there all the same, without an author."""

import datetime as dt

import pytest
from vielfalt.demo.newsroom import load_newsroom

from cms_apps.pages.models import NewsPage

pytestmark = pytest.mark.slow


def test_demo_works_without_accounts(home):
    load_newsroom(home, {}, dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC))

    assert NewsPage.objects.filter(owner=None).count() == 40
