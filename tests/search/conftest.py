"""The corpus, and a real Elasticsearch with an index of the test's own."""

import fcntl
import os
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from subprocess import DEVNULL
from threading import Event, Thread
from typing import Any

import pytest
from elasticsearch import Elasticsearch

from cms_apps.search.engines import elastic
from tests.search.building import build

PATIENCE = 120


@pytest.fixture
def home(db, kept_site):
    return kept_site.give()


@pytest.fixture
def corpus(home) -> None:
    build(home)


@pytest.fixture
def elasticsearch(settings) -> Iterator[str]:
    """Search by Elasticsearch, under a prefix that is taken away again.

    One test at a time, whatever worker runs it: some of them freeze the server.
    """
    url = os.environ.get("ELASTICSEARCH_URL")
    if not url:
        pytest.skip("ELASTICSEARCH_URL is not set")
    with (Path(tempfile.gettempdir()) / "vielfalt-elasticsearch.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield from _own_index(url, settings)


def _own_index(url: str, settings: Any) -> Iterator[str]:
    settings.ELASTICSEARCH_URL = url
    settings.SEARCH_INDEX = f"test-{uuid.uuid4().hex}"
    elastic.breaker.worked()
    _warm_up(Elasticsearch(url, request_timeout=60))
    yield settings.SEARCH_INDEX
    elastic.breaker.worked()
    client = Elasticsearch(url, request_timeout=60)
    for name in client.indices.get(index=f"{settings.SEARCH_INDEX}*"):
        client.indices.delete(index=name)


def _warm_up(client: Elasticsearch) -> None:
    """A server that has just started takes its time for the first index."""
    name = f"warm-{uuid.uuid4().hex}"
    client.indices.create(index=name)
    client.indices.delete(index=name)


@pytest.fixture
def service() -> Iterator[Callable[[str], None]]:
    """`service("pause")` and the like act on the real Elasticsearch, which runs again afterwards."""
    script = os.environ.get("SERVICES")
    if not script:
        pytest.skip("SERVICES does not name the script that starts and stops Elasticsearch")

    def act(verb: str, *, check: bool = True) -> None:
        # No pipes: the server that is started would hold them open.
        command = [script, verb, "elasticsearch"]
        subprocess.run(command, check=check, timeout=PATIENCE, stdout=DEVNULL, stderr=DEVNULL)  # noqa: S603

    yield act
    act("resume", check=False)
    act("start")


@pytest.fixture
def dripping() -> Iterator[str]:
    """The address of a server that answers with one byte at a time, so that no single read is slow."""
    enough = Event()

    class Drip(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "40")
            self.end_headers()
            while not enough.wait(0.25) and not self.wfile.closed:
                self.wfile.write(b" ")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Drip)
    Thread(target=server.serve_forever, daemon=True).start()
    elastic.breaker.worked()
    yield f"http://127.0.0.1:{server.server_port}"
    elastic.breaker.worked()
    enough.set()
    server.shutdown()
    server.server_close()
