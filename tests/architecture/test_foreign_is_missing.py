"""Whoever asks for another's object gets what they get for one that does not exist: status, text and number of queries."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.architecture.access_table import TABLE, Row
from tests.architecture.test_access import address, ids

MISSING = {
    "number": "ZZZ-ZZZ", "accepted": "ZZZ-ZZZ", "other": "ZZZ-ZZZ", "organisation": "99999999",
    "volunteer": "99999999", "enrolment": "99999999", "question": "99999999", "request": "ZZZ-ZZZ", "note": "99999999",
    "letter": "99999999", "date": "99999999", "certificate": "99999999", "batch": str(uuid.UUID(int=1)), "table": str(uuid.UUID(int=1)),
    "draft": str(uuid.UUID(int=1)), "guest": str(uuid.UUID(int=1)), "preview": str(uuid.UUID(int=1)),
}  # fmt: skip
ABOUT_ONE = [
    row for row in TABLE if any(f"{{{name}}}" in row.path for name in MISSING) and "token" not in row.route
]
DIFFERS_BY_NATURE = re.compile(
    r'(nonce|value|integrity)="[^"]*"|[0-9a-f]{8,}|/(de|en)/[^"\s<]*'  # nonces, form tokens, request ids, the address itself
)


def seen(client, path, method):
    """Status, text and statements of the second of two equal requests: the first fills caches."""
    getattr(client, method)(path)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = getattr(client, method)(path)
    location = DIFFERS_BY_NATURE.sub("", response.headers.get("Location", ""))
    return response.status_code, location, DIFFERS_BY_NATURE.sub("", response.content.decode()), len(queries)


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("person", ["anonymous", "stranger", "foreign"])
@pytest.mark.asvs("8.2.2", "8.4.1")
def test_a_foreign_object_is_like_a_missing_one(world, person, method):
    client = getattr(world, person)
    client.raise_request_exception = False

    different = {
        row.path: (there[0], missing[0], there[3], missing[3])
        for row in ABOUT_ONE
        if (there := seen(client, address(row, world.names), method))
        != (missing := seen(client, row.path.format(**{**world.names, **MISSING}), method))
    }

    assert different == {}


def test_rows_about_one_object_are_many():
    assert len(ABOUT_ONE) > 60
    assert all(isinstance(row, Row) and ids(row) for row in ABOUT_ONE)
