"""The rows and people of the access table, and how production answers."""

from typing import Any

import pytest
from django.conf import settings as configured

from tests.architecture.conftest import *  # noqa: F403 -- the world of the access table


@pytest.fixture
def production(settings: Any) -> Any:
    """The headers and cookies of production; requests come by TLS (`secure=True`)."""
    settings.SECURE_HSTS_SECONDS = 63_072_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.COOKIE_PREFIX = "__Host-"
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    return configured
