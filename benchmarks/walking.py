"""One person who signs up, without a pause between the pages."""

import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.faults.browser import Answer, Browser
from tests.faults.people import START, fill, fresh_person
from tests.html_forms import Fields, form_to, forms_of

PLACE = "65183"
LAST_STEP = "pruefen"
MOVED = 302
MOST_PAGES = 30


@dataclass(frozen=True)
class Pending:
    """A filled-in step that waits for its button."""

    step: str
    path: str
    fields: Fields


class Walk:
    """`answers` are those to the POST of each step, `times` the seconds of every answer."""

    def __init__(self, port: int) -> None:
        self.browser, self.person = Browser(port), fresh_person(PLACE)
        self.answers: dict[str, Answer] = {}
        self.times: list[float] = []
        self.arrived = False

    def to_the_end(self) -> Pending:
        """Fill in everything; returns the check page with its button not pressed yet."""
        page = self._timed("GET", START)
        first = next(form for form in forms_of(page.html) if form.named("place"))
        pending = Pending("ort", START, {**first.data(), "ort-place": [PLACE], "go": ["next"]})
        for _ in range(MOST_PAGES):
            path = urlsplit(self.send(pending).location).path
            pending = self._fill(path)
            if pending.step == LAST_STEP:
                return pending
        raise RuntimeError(f"more than {MOST_PAGES} pages")

    def send(self, pending: Pending) -> Answer:
        """Press the button; any answer that does not lead on ends the measurement."""
        answer = self._timed("POST", pending.path, pending.fields)
        if answer.status != MOVED or "fehler" in answer.location:
            raise RuntimeError(f"{pending.path} answered {answer.status} {answer.location}")
        self.answers[pending.step] = answer
        self.arrived = urlsplit(answer.location).path.endswith("/gesendet/")
        return answer

    def _fill(self, path: str) -> Pending:
        step = path.strip("/").rpartition("/")[2]
        form = form_to(self._timed("GET", path).html, f"/{step}/")
        if form is None:
            raise RuntimeError(f"{path} has no form")
        return Pending(step, form.action, {**fill(form, self.person.answers()), "go": ["next"]})

    def _timed(self, method: str, path: str, fields: Fields | None = None) -> Answer:
        begun = time.perf_counter()
        answer = self.browser.once(method, path, fields)
        self.times.append(time.perf_counter() - begun)
        return answer
