"""One site with its pages and one small world of people."""

import pytest
from django.test import Client

from tests.architecture.world import make_world


@pytest.fixture
def site(db, kept_site):
    return kept_site.give()


@pytest.fixture
def world(site, organisation, other_organisation):
    return make_world(organisation, other_organisation)


@pytest.fixture
def strict_client():
    """Tells a 500 as a 500 instead of raising it."""
    return Client(raise_request_exception=False)
