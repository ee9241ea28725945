import pytest
import time_machine
from django.utils import timezone


@pytest.fixture(autouse=True)
def journal(settings, tmp_path):
    """The journal file of this test."""
    settings.ERASURE_JOURNAL = tmp_path / "erasures.jsonl"
    return settings.ERASURE_JOURNAL


@pytest.fixture
def clock():
    """A clock that stands until it is moved."""
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller
