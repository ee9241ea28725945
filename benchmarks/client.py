"""A client that asks one address again and again, one request at a time, for a bounded time."""

import http.client
import statistics
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode


@dataclass(frozen=True)
class Request:
    """What is asked for; `form` makes it a POST, `network` is where it seems to come from (TRUSTED_PROXIES=1)."""

    path: str
    cookies: dict[str, str] = field(default_factory=dict)
    form: dict[str, str] | None = None
    network: str = ""

    def send(self, connection: http.client.HTTPConnection) -> tuple[int, dict[str, str]]:
        """Ask once; returns the status and the headers."""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if self.network:
            headers["X-Forwarded-For"] = self.network
        body = None
        if self.form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(self.form)
        connection.request("POST" if body is not None else "GET", self.path, body, headers)
        response = connection.getresponse()
        response.read()
        return response.status, dict(response.getheaders())


@dataclass(frozen=True)
class Walls:
    """How long each answer took, in milliseconds."""

    times: list[float]

    @property
    def p50(self) -> float:
        """Half of the answers came within this time."""
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        """19 of 20 answers came within this time."""
        return statistics.quantiles(self.times, n=20)[-1]


def ask_for(seconds: float, port: int, request: Request, *, expect: int) -> Walls:
    """Ask for so many seconds (at least 20 times); any other answer than `expect` ends the measurement."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    times: list[float] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end or len(times) < 20:  # noqa: PLR2004 -- a median needs some
        begun = time.perf_counter()
        status, _headers = request.send(connection)
        times.append((time.perf_counter() - begun) * 1000)
        if status != expect:
            raise RuntimeError(f"{request.path} answered {status} instead of {expect}")
    connection.close()
    return Walls(times)
