"""Fixtures for all tests."""

import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_django
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.utils import translation

from cms_apps.foundation.kept import ask_again
from cms_apps.organisations.models import HostOrganisation
from cms_apps.outbox.worker import drain
from cms_apps.places.models import Municipality
from tests.baseline import keep_or_restore
from tests.emptying import empty_by_rows
from tests.factories.people import make_municipality, make_organisation
from tests.kept_site import KeptSite, keep_site
from tests.kept_world import KeptWorld, keep_world
from tests.logged import Collector, betrayed

PATIENCE = 10_000  # milliseconds that a browser waits for what it is told to expect
# The first is the second's engine without windows: half the CPU.
BROWSERS = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
LETTERS = "--font-render-hinting=none"  # the shell would draw them wider than browsers with windows do


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    """The test database, with the rows that every migrated database has."""
    empty_by_rows()
    with django_db_blocker.unblock():
        keep_or_restore()


@pytest.fixture(scope="session")
def kept_site(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> KeptSite:
    """A site that is set up, to be given to tests."""
    with django_db_blocker.unblock():
        return keep_site()


@pytest.fixture(scope="session")
def kept_world(
    kept_site: KeptSite,
    django_db_blocker: pytest_django.DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> KeptWorld:
    """The site in two languages, with people and one of each thing of the admin."""
    with django_db_blocker.unblock():
        return keep_world(kept_site, tmp_path_factory.mktemp("kept"))


@pytest.fixture(scope="session", autouse=True)
def logged() -> Iterator[Collector]:
    """Watch the log of the whole run; at its end no line may tell of a person."""
    collector, root = Collector(), logging.getLogger()
    root.addHandler(collector)
    yield collector
    root.removeHandler(collector)
    assert betrayed(collector.lines) == []


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What a test counted (`record_property("counted", …)`) stands at the end of the run, from each worker."""
    for report in terminalreporter.stats.get("passed", []):
        for name, line in report.user_properties:
            if name == "counted":
                terminalreporter.write_line(line)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()
    ask_again()


@pytest.fixture(autouse=True)
def _german() -> None:
    """Each test begins in German, whatever the one before activated."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def municipality(db: None) -> Municipality:
    return make_municipality()


@pytest.fixture
def organisation(municipality: Municipality) -> HostOrganisation:
    return make_organisation("Träger A", serves=municipality)


@pytest.fixture
def other_organisation(db: None) -> HostOrganisation:
    return make_organisation("Träger B", serves=make_municipality("Anderswo", code="34117", ags="06611"))


@pytest.fixture
def deliver() -> Callable[[], list[mail.EmailMessage]]:
    """Let the worker deliver what is due, and return the mails of this call."""

    def run() -> list[mail.EmailMessage]:
        before = len(mail.outbox)
        drain()
        return mail.outbox[before:]

    return run


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    wanted = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else BROWSERS
    path = next((one for one in wanted if Path(one).exists()), None)
    if path is None:
        pytest.skip(f"no browser at {' or '.join(wanted)} (CHROMIUM names another place)")
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 -- only where a browser is

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        letters = [LETTERS] if path == BROWSERS[0] else []
        browser = playwright.chromium.launch(executable_path=path, args=letters)
        yield browser
        browser.close()
