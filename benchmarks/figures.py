"""What is measured, and the bound of each figure (issue: point 6)."""

from dataclasses import dataclass
from typing import Any

from benchmarks.client import Request

A1, BARE, OURS = "benchmarks.targets.a1", "benchmarks.targets.settings", "benchmarks.settings"
A2 = "A2: list of 20 rows"
DEEP = "/bereich/seite/"  # two levels below the root of the site
OK, FOUND = 200, 302
SMALLEST = 1_000  # applications of the smallest desk


@dataclass(frozen=True)
class Figure:
    """One address of one server, and what it may cost: statements warm and cold, CPU as a multiple of A2 or A3."""

    name: str
    settings: str
    request: Request
    expect: int = OK
    most_sql: int | None = None
    most_sql_cold: int | None = None
    most_times_a2: float | None = None
    most_times_a3: float | None = None
    database: str = ""  # another one than that of the demo


def figures(plan: dict[str, Any]) -> list[Figure]:
    """Everything, in the order of the table."""
    return [*_anchors(), _step(plan["step"]), *_desk(plan["desks"])]


def desk_name(kind: str, size: int) -> str:
    """The name of a figure of the desk's list."""
    return f"Desk list, {kind} page, 10^{len(str(size)) - 1} applications"


WITHOUT_REDIS = (
    desk_name("first", SMALLEST),
)  # whose statements are counted once more, with sessions in the database


def _anchors() -> list[Figure]:
    return [
        Figure("A1: Django's HttpResponse", A1, Request("/")),
        Figure(A2, BARE, Request("/liste/")),
        Figure("A3: smallest Wagtail page", BARE, Request(DEEP)),
    ]


def _step(step: dict[str, Any]) -> Figure:
    request = Request(step["path"], step["cookies"], step["form"])
    return Figure("Wizard step, POST", OURS, request, expect=FOUND, most_sql=8, most_times_a2=8)


def _desk(desks: dict[str, Any]) -> list[Figure]:
    found = []
    for size, desk in desks.items():
        for kind in ("first", "deep"):
            request = Request(desk[kind], desk["cookies"])
            found.append(Figure(desk_name(kind, int(size)), OURS, request, most_sql=6, most_times_a2=4))
    some = next(iter(desks.values()))
    request = Request(some["application"], some["cookies"])
    return [*found, Figure("Application", OURS, request, most_sql=12, most_times_a2=6)]
