import pytest


@pytest.fixture
def home(db, kept_site):
    return kept_site.give()
