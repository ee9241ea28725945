"""A person's browser: a page that keeps an eye on what no page may do."""

import re
from dataclasses import dataclass, field
from typing import Any

# Runs before the page's own code and is not part of it. What it finds lands among the console errors.
MEASURE = """
if (self === top) addEventListener('load', () => {
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) console.error(`${location.pathname} is ${wide} px wide, the window ${innerWidth}`);
});
"""
# The browser itself reports a page that answers 403, 404, 409 or 410; the journeys ask for some of these.
ANSWERED = "Failed to load resource: the server responded with a status of 4"
EDITED = re.compile(r"/admin/pages/\d+/edit/$")
CHECKED = "axe.run results"  # Wagtail's checks beside the editor print what they found as an error


@dataclass
class Watch:
    """What happened in one browser that must not happen."""

    origin: str
    measured: bool = True
    found: list[str] = field(default_factory=list)

    def over(self, context: Any) -> None:
        """Watch every page of a browser context."""
        if self.measured:
            context.add_init_script(MEASURE)
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.found.append(f"script: {error.error}"))

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.found.append(f"asked another host: {request.url}")

    def _response(self, response: Any) -> None:
        asked_by_page = not response.request.is_navigation_request()
        if response.status == 400 and EDITED.search(response.url):
            return  # Wagtail saves by itself what cannot be saved just then, and is told why
        if response.status >= 500 or (response.status >= 400 and asked_by_page):
            self.found.append(f"{response.status}: {response.url}")

    def _console(self, message: Any) -> None:
        if message.type == "error" and not message.text.startswith((ANSWERED, CHECKED)):
            self.found.append(f"console: {message.text}")
