"""Who acts for the Träger of these tests."""

import pytest

from cms_apps.workflow.actors import Actor
from tests.factories.people import make_member


@pytest.fixture
def actor(organisation):
    return Actor.staff(make_member(organisation, first_name="Tamara", last_name="Vogel"))
