"""A small browser: cookies, forms with their token, redirects on request; and patience when a worker dies."""

import http.client
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin, urlsplit

from tests.html_forms import Fields, Form, forms_of

TIMEOUT = 30
ATTEMPTS = 60  # with the pauses below more than a minute


class NeverAnswered(Exception):
    """The server gave no whole answer for longer than anybody would try."""


@dataclass(frozen=True)
class Answer:
    """One whole answer."""

    status: int
    url: str
    location: str
    html: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def forms(self) -> list[Form]:
        """The forms of the page."""
        return forms_of(self.html)


class Browser:
    """`failures` counts broken connections, `errors` the answers with 5xx, by status."""

    def __init__(self, port: int, *, stop: Callable[[], bool] = lambda: False) -> None:
        self.port, self.stop = port, stop
        self.cookies: dict[str, str] = {}
        self.failures = 0
        self.errors: list[tuple[int, str]] = []

    def get(self, path: str) -> Answer:
        """Ask until there is a whole answer."""
        return self._patiently("GET", path, None)

    def post(self, path: str, fields: Fields) -> Answer:
        """Send until there is a whole answer: the same again, as a person who presses the button once more."""
        return self._patiently("POST", path, fields)

    def once(self, method: str, path: str, fields: Fields | None = None) -> Answer:
        """One attempt; raises OSError or HTTPException when the line breaks."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(fields, doseq=True)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        self._keep_cookies(response.headers.get_all("Set-Cookie") or [])
        location = response.headers.get("Location") or ""
        leads_to = self._path(urljoin(path, location)) if location else ""
        return Answer(response.status, path, leads_to, text, dict(response.headers))

    def _patiently(self, method: str, path: str, fields: Fields | None) -> Answer:
        for attempt in range(ATTEMPTS):
            try:
                answer = self.once(method, path, fields)
            except (OSError, http.client.HTTPException):
                self.failures += 1
            else:
                if answer.status < 500:
                    return answer
                self.errors.append((answer.status, path))
            time.sleep(min(0.1 + 0.2 * attempt, 2))
        raise NeverAnswered(f"{method} {path}")

    def _keep_cookies(self, lines: list[str]) -> None:
        for line in lines:
            name, _equals, value = line.partition(";")[0].partition("=")
            if "max-age=0" in line.lower():
                self.cookies.pop(name.strip(), None)
            else:
                self.cookies[name.strip()] = value.strip()

    @staticmethod
    def _path(location: str) -> str:
        parts = urlsplit(location)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
