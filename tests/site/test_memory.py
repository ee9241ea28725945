"""What a server process does about memory: calls at any depth fetch none from the system."""

import resource
import sys

import pytest
from vielfalt.memory import roomy

DEEPEST, CALLS = 400, 200


def leaf():
    return None


def at(depth):
    """Make many calls with so many frames below; how many pages of memory the system had to give for them."""
    if depth:
        return at(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        leaf()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


@pytest.mark.skipif(sys.platform != "linux", reason="counts pages as Linux does")
def test_no_call_fetches_memory_however_deep_it_stands():
    counts = roomy(lambda environ, _start: [at(depth) for depth in range(environ["depth"])])

    assert max(counts({"depth": DEEPEST}, None)) < CALLS / 4


def test_the_application_is_asked_and_answers_as_ever():
    def application(environ, start_response):
        start_response("200 OK", [])
        return [environ["PATH_INFO"].encode()]

    started = []

    assert roomy(application)({"PATH_INFO": "/de/"}, lambda *words: started.append(words)) == [b"/de/"]
    assert started == [("200 OK", [])]
