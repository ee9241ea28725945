"""A served site with its worker, and browsers for the people who use it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core import mail

from cms_apps.outbox.worker import drain
from cms_apps.pages.models import HomePage
from cms_apps.pages.services import setup_site
from tests.conftest import PATIENCE
from tests.journeys.browser import Watch

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def site(live_server: Any, settings: Any, tmp_path: Path) -> HomePage:
    """Serve an empty site; links in mails lead to it, uploads lie in a folder of their own."""
    settings.BASE_URL = settings.WAGTAILADMIN_BASE_URL = live_server.url
    settings.MEDIA_ROOT = tmp_path
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": files}
    return setup_site()


@pytest.fixture
def someone(site: HomePage, chromium: Any, live_server: Any) -> Iterator[Callable[..., Any]]:
    """Give a person a browser of their own; at the end none of them may have seen anything amiss."""
    opened = []

    def page_for(viewport: dict[str, int] = PHONE, **options: Any) -> Any:
        context = chromium.new_context(
            viewport=viewport,
            base_url=live_server.url,
            locale="de-DE",
            timezone_id="Europe/Berlin",
            **options,
        )
        context.set_default_timeout(PATIENCE)
        watch = Watch(live_server.url, measured=options.get("java_script_enabled", True))
        watch.over(context)
        opened.append((context, watch))
        page = context.new_page()
        page.watch = watch
        return page

    yield page_for
    for context, _watch in opened:
        context.close()
    assert [line for _context, watch in opened for line in watch.found] == []


@pytest.fixture
def link_to(settings: Any) -> Callable[[str], str]:
    """Let the worker deliver, and return the address that the newest mail to somebody holds."""

    def find(address: str) -> str:
        drain()
        body = next(one.body for one in reversed(mail.outbox) if one.to == [address])
        addresses = (word for word in body.split() if word.startswith(settings.BASE_URL))
        return next(address for address in addresses if "/bewerbung/" in address)

    return find
