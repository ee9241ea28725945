"""Who reads what organisations say about themselves."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cms_apps.pages.setup.groups import CHIEF_EDITORS
from tests.factories.people import make_user


@pytest.fixture
def chief(home):
    """The desk of a chief editor; `.user` is whose it is."""
    user = make_user("chefin")
    user.groups.add(Group.objects.get(name=CHIEF_EDITORS))
    client = Client()
    client.force_login(user)
    client.user = user
    return client
