"""gunicorn with sync workers on a free port of the loopback interface."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

STARTUP_SECONDS = 60


@dataclass(frozen=True)
class Server:
    """A running gunicorn: its process and its port."""

    pid: int
    port: int


@contextmanager
def serve(settings: str, *, workers: int = 2, **environment: str) -> Iterator[Server]:
    """Serve the project with these settings until the block ends."""
    port = _free_port()
    command = [
        sys.executable, "-m", "gunicorn", "benchmarks.wsgi:application", "--bind", f"127.0.0.1:{port}",
        "--workers", str(workers), "--worker-class", "sync", "--log-level", "warning",
    ]  # fmt: skip
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": settings, **environment}
    process = subprocess.Popen(command, env=env, start_new_session=True)  # noqa: S603 -- our own command line
    try:
        _wait_until_up(process, port)
        yield Server(process.pid, port)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_up(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + STARTUP_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError("gunicorn ended while starting")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request(
                "GET", "/healthz"
            )  # answered by ours without a query, by the bare ones with a 404
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"gunicorn did not answer within {STARTUP_SECONDS} s")
