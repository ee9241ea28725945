"""Rich text as paragraphs and lists of runs: what is left of it where there is no HTML."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from wagtail.rich_text import expand_db_html

BULLET = "•"
BLOCKS = {"p", "li"}


@dataclass(frozen=True)
class Run:
    """Words that look alike; those of a link know where it leads."""

    text: str
    strong: bool = False
    address: str = ""


@dataclass
class Line:
    """A paragraph, or an item of a list (its mark is "•" or "1.")."""

    mark: str
    runs: list[Run] = field(default_factory=list)


def lines_of(source: str, base: str) -> list[Line]:
    """The paragraphs and items of a rich text as it is kept; links are whole addresses, seen from `base`."""
    reader = _Reader(base)
    reader.feed(expand_db_html(source))
    reader.close()
    return [line for line in reader.lines if _has_words(line.runs)]


def _has_words(runs: Iterable[Run]) -> bool:
    return any(run.text.strip() for run in runs)


class _Reader(HTMLParser):
    """Knows the few elements that editors can make (content/blocks/text.py)."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self._base, self._address, self._strong = base, "", False
        self._counts: list[int | None] = []  # of the lists around: None for bullets, else the last number

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"ul", "ol"}:
            self._counts.append(0 if tag == "ol" else None)
        elif tag in BLOCKS:
            self.lines.append(Line(self._next_mark() if tag == "li" else ""))
        elif tag == "a":
            self._address = urljoin(self._base, dict(attrs).get("href") or "")
        elif tag in {"b", "strong"}:
            self._strong = True
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self._counts:
            self._counts.pop()
        elif tag == "a":
            self._address = ""
        elif tag in {"b", "strong"}:
            self._strong = False

    def handle_data(self, data: str) -> None:
        if not self.lines:
            self.lines.append(Line(""))
        self.lines[-1].runs.append(Run(data, self._strong, self._address))

    def _next_mark(self) -> str:
        if not self._counts or self._counts[-1] is None:
            return BULLET
        self._counts[-1] += 1
        return f"{self._counts[-1]}."
