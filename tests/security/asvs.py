"""Which test shows which requirement of OWASP ASVS 5.0, levels 1 and 2; `make asvs` writes docs/security/asvs.md.

The requirements stand in docs/security/asvs.csv in our own words. A test names those that it shows:
`@pytest.mark.asvs("6.3.1", "2.4.1")`. Where no test does, or not all of it, the file says why.
"""

import ast
import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.architecture.committed import ROOT, texts

SOURCE, TABLE = ROOT / "docs/security/asvs.csv", ROOT / "docs/security/asvs.md"
KINDS = {
    "not applicable": "there is nothing here that it speaks of",
    "configuration": "shown by a setting, a library or the shape of the code, not by a test of ours",
    "document": "asks for a document; the reason names it",
    "operator": "for whoever runs an installation",
    "gap": "not done, not written down, or not shown; the reason says what is missing",
}
CHAPTERS = [
    "Encoding", "Validation and business logic", "Browser", "HTTP", "Files", "Sign-in", "Sessions", "Authorization",
    "Self-contained tokens", "OAuth and OIDC", "Cryptography", "Transport", "Configuration", "Data protection",
    "Code and components", "Logs and errors", "WebRTC",
]  # fmt: skip


@dataclass(frozen=True)
class Requirement:
    """One row of the file; `kind` and `reason` are empty where a test shows all of it."""

    id: str
    level: str
    title: str
    kind: str
    reason: str


@dataclass(frozen=True)
class Shown:
    """A test that names a requirement."""

    file: str
    test: str


def requirements() -> list[Requirement]:
    """The rows of docs/security/asvs.csv."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        return [Requirement(**row) for row in csv.DictReader(file)]


def named_in(code: str) -> Iterator[tuple[str, str]]:
    """Each test function of a module with each id that its marker names."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for mark in node.decorator_list:
                if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.asvs":
                    for one in mark.args:
                        yield node.name, ast.literal_eval(one)


def shown() -> dict[str, list[Shown]]:
    """Which tests name each id, by file and name."""
    found: dict[str, list[Shown]] = defaultdict(list)
    for file, code in sorted(texts(".py", under="tests/").items()):
        if "asvs" in code:
            for test, one in named_in(code):
                found[one].append(Shown(file, test))
    return dict(found)


def table(rows: Iterable[Requirement], tests: dict[str, list[Shown]]) -> str:
    """The page as it is committed."""
    rows = list(rows)
    lines = [HEAD.format(kinds="\n".join(f"- **{kind}**: {text}" for kind, text in KINDS.items()))]
    lines += ["", *_counts(rows, tests)]
    for number, chapter in enumerate(CHAPTERS, start=1):
        lines += [
            "",
            f"## {number} {chapter}",
            "",
            "| Id | L | What it asks, in our words | Shown by, or why not |",
        ]
        lines += ["|---|---|---|---|"]
        lines += [_line(row, tests.get(row.id, [])) for row in rows if row.id.split(".")[0] == str(number)]
    return "\n".join(lines) + "\n"


def _counts(rows: list[Requirement], tests: dict[str, list[Shown]]) -> list[str]:
    whole = sum(row.id in tests and not row.kind for row in rows)
    partly = sum(row.id in tests and bool(row.kind) for row in rows)
    without = Counter(row.kind for row in rows if row.id not in tests)
    lines = ["| What | Requirements |", "|---|---|", f"| shown by tests | {whole} |"]
    lines += [f"| shown in part, and a reason for the rest | {partly} |"]
    lines += [f"| no test: {kind} | {without[kind]} |" for kind in KINDS]
    return [*lines, f"| all of levels 1 and 2 | {len(rows)} |"]


def _line(row: Requirement, tests: list[Shown]) -> str:
    cells = [f"[{one.test}](../../{one.file})" for one in tests]
    if row.kind:
        cells.append(f"**{row.kind}**: {row.reason}")
    return f"| {row.id} | {row.level} | {row.title} | {'<br>'.join(cells)} |"


HEAD = """# OWASP ASVS 5.0, levels 1 and 2

Made by `make asvs` from the markers of the tests and from [asvs.csv](asvs.csv); do not edit. The words are ours and short: read the
standard (5.0.0) for what a number asks in full. A test stands here only where it would fail if the thing were not so. No audit, no
certificate: it says what we looked at. [threat-model.md](threat-model.md) says against whom.

Where no test stands, or a test shows only a part:

{kinds}"""

if __name__ == "__main__":
    TABLE.write_text(table(requirements(), shown()), encoding="utf-8")
