"""Shows in a real browser what Django's test client got."""

import mimetypes
from typing import Any

from csp.utils import build_policy
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage

from tests.accessibility.axe import violations

ORIGIN = "http://pages.test"
PHONE = {"width": 360, "height": 740}


class Looker:
    """Shows what the test client got in a real browser and keeps what is wrong."""

    def __init__(self, page: Any, *, schemes: tuple[str, ...] = ("light", "dark"), axe: bool = True) -> None:
        self.page, self.html = page, b""
        self.schemes, self.axe = schemes, axe
        self.policy = ""
        self.wrong: dict[str, list[str]] = {}
        page.route("**/*", self._answer)
        self.refused: list[str] = []
        page.on("console", self._console)

    def __call__(self, name: str, response: Any, *, status: int = 200) -> None:
        """Look at one page in each colour scheme."""
        assert response.status_code == status, f"{name} answers {response.status_code}"
        self.html = response.content
        # Pages that stand alone are drawn without the chain that adds the policy.
        self.policy = getattr(response, "headers", {}).get("Content-Security-Policy") or build_policy()
        for scheme in self.schemes:
            self.page.emulate_media(color_scheme=scheme)
            self.page.goto(f"{ORIGIN}/{name}")
            found = self.refused + violations(self.page) if self.axe else []
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            if wide > PHONE["width"]:
                found.append(f"{wide} px wide")
            self.refused = []
            if found:
                self.wrong[f"{name}, {scheme}"] = found

    def _console(self, message: Any) -> None:
        if "Content Security Policy" in message.text:
            self.refused.append(message.text)

    def _answer(self, route: Any) -> None:
        path = route.request.url.removeprefix(ORIGIN).partition("?")[0]
        kind = mimetypes.guess_type(path)[0] or "font/woff2"
        if path.startswith("/static/"):
            route.fulfill(path=finders.find(path.removeprefix("/static/")), content_type=kind)
        elif path.startswith("/media/"):
            with default_storage.open(path.removeprefix("/media/")) as file:
                route.fulfill(body=file.read(), content_type=kind)
        else:
            route.fulfill(
                body=self.html,
                headers={"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": self.policy},
            )
