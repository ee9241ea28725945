"""`python -m benchmarks.enumeration`: whether the time of an answer tells if an address is known.

Known and unknown are asked in turn, each address once and from a network of its own, so that no limit is met; who of a
pair comes first alternates.
"""

import http.client
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import database
from benchmarks.client import Request
from benchmarks.figures import FOUND, OK, OURS
from benchmarks.known import address
from benchmarks.measure import empty_cache
from benchmarks.server import serve
from benchmarks.started import prepared, say

FILE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks-enumeration.md"
PAIRS = 400
WARM = 10  # pairs that are not counted
CSRF = "a" * 32
# The second request of a network counts on, which is cheaper: so each comes from another one.
NETWORKS = {"k": 10, "u": 11}
MOST_PART, MOST_MS = 0.05, 5.0


@dataclass(frozen=True)
class Door:
    """A form that takes an address; `field` names it."""

    name: str
    path: str
    field: str
    expect: int
    also: tuple[tuple[str, str], ...] = ()

    def request(self, person: str, network: str) -> Request:
        """What is sent for one address."""
        form = {self.field: person, "csrfmiddlewaretoken": CSRF, **dict(self.also)}
        return Request(self.path, {"csrftoken": CSRF}, form, network)


DOORS = (
    Door("Sign-in, wrong password", "/de/konto/anmelden/", "login", OK, (("password", "falsch"),)),
    Door("New password", "/de/konto/passwort/vergessen/", "email", FOUND),
    Door("Code for signing in", "/de/konto/anmelden/code/", "email", FOUND),
    Door("Link to the application again", "/de/bewerbung/link/", "email", FOUND),
)


@dataclass(frozen=True)
class Times:
    """How long each answer took, in milliseconds."""

    known: Sequence[float]
    unknown: Sequence[float]

    @property
    def medians(self) -> tuple[float, float]:
        """Of known and unknown addresses."""
        return statistics.median(self.known), statistics.median(self.unknown)

    @property
    def difference(self) -> float:
        """Of the medians; above zero when a known address takes longer."""
        known, unknown = self.medians
        return known - unknown

    @property
    def part(self) -> float:
        """The difference as a part of the larger median."""
        return abs(self.difference) / max(self.medians)

    @property
    def holds(self) -> bool:
        """Within 5 % or 5 ms."""
        return self.part <= MOST_PART or abs(self.difference) <= MOST_MS


def main() -> int:
    """Print the figures and keep them; the exit code says whether every bound holds."""
    for name in ("DATABASE_URL", "ELASTICSEARCH_URL"):
        os.environ.pop(name, None)  # those of a site are never touched
    os.environ["REDIS_URL"] = os.environ.get("BENCH_REDIS_URL", "")
    database.create_if_missing(database.address())
    say("Preparing the database …")
    prepared("benchmarks.known", str(PAIRS + WARM))
    empty_cache()
    with serve(OURS, workers=1, TRUSTED_PROXIES="1") as server:
        found = {door.name: ask_pairs(door, sender(server.port), PAIRS) for door in DOORS}
    text, missed = report(found)
    say(text)
    FILE.write_text(text)
    return 1 if missed else 0


def ask_pairs(door: Door, send: Callable[[Request], tuple[float, int]], pairs: int) -> Times:
    """Ask for so many pairs of a known and an unknown address; any other answer than expected ends it."""
    times: dict[str, list[float]] = {"k": [], "u": []}
    for index in range(WARM + pairs):
        for kind in ("ku", "uk")[index % 2]:
            network = f"{NETWORKS[kind]}.{index // 250}.{index % 250}.1"
            took, status = send(door.request(address(kind, index), network))
            if status != door.expect:
                raise RuntimeError(f"{door.path} answered {status} instead of {door.expect}")
            if index >= WARM:
                times[kind].append(took)
    return Times(times["k"], times["u"])


def sender(port: int) -> Callable[[Request], tuple[float, int]]:
    """Send a request to a server on this machine; returns its milliseconds and status."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def send(request: Request) -> tuple[float, int]:
        begun = time.perf_counter()
        status, _headers = request.send(connection)
        return (time.perf_counter() - begun) * 1000, status

    return send


def report(found: dict[str, Times]) -> tuple[str, list[str]]:
    """The page, and which doors tell who is known."""
    missed = [name for name, times in found.items() if not times.holds]
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    lines = [
        "# Figures: whether the time of an answer tells if an address is known",
        "",
        "Written by `make bench BENCH=benchmarks.enumeration`. Compare only within one run.",
        "",
        f"Known and unknown addresses asked in turn, {PAIRS} pairs, one request at a time; bound: the medians differ by at",
        f"most {MOST_PART:.0%} or {MOST_MS:.0f} ms. Load of the machine at the end (1, 5, 15 minutes): {load}.",
        "",
        "| Form | known, median ms | unknown, median ms | difference ms | in % | |",
        "|---|---|---|---|---|---|",
        *(_row(name, times) for name, times in found.items()),
        "",
    ]
    return "\n".join(lines), missed


def _row(name: str, times: Times) -> str:
    known, unknown = times.medians
    verdict = "holds" if times.holds else "**missed**"
    return (
        f"| {name} | {known:.2f} | {unknown:.2f} | {times.difference:+.2f} | {times.part:.1%} | {verdict} |"
    )


if __name__ == "__main__":
    sys.exit(main())
