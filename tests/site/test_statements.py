"""What the pages of the issue cost in SQL statements, on the demo; `make bench` counts the same in real processes."""

from collections.abc import Callable

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.middleware import SAVEPOINTS
from cms_apps.organisations.models import HostOrganisation
from cms_apps.pages.models import NewsPage, PressReleasePage
from cms_apps.volunteering.models import Application
from tests.factories.people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]
MOST = {  # warm; cold, where the issue says nothing what it is today
    "home": (10, 14),
    "news item": (6, 12),
    "press release": (8, 14),
    "desk list": (6, 13),
    "application": (12, 17),  # one of them writes down who looked
    "wizard step": (8, 8),
}
TIMES = {"zeiten-slots": "weekend", "zeiten-hours": "up_to_5", "zeiten-topics": "school", "go": "next"}


def statements(ask: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        ask()
    return sum(not query["sql"].startswith(SAVEPOINTS) for query in captured)


def warm_and_cold(ask: Callable[[], object]) -> tuple[int, int]:
    ask()  # pictures get their sizes once and for all
    cache.clear()
    ContentType.objects.clear_cache()
    cold = statements(ask)
    return statements(ask), cold


def visitor() -> dict[str, Callable[[], object]]:
    """Pages that everybody sees."""
    client = Client()
    addresses = {
        "home": "/de/",
        "news item": NewsPage.objects.live().newest_first()[0].url,
        "press release": PressReleasePage.objects.live().newest_first()[0].url,
    }
    return {name: lambda path=path: good(client.get(path), 200) for name, path in addresses.items()}


def coordinator() -> dict[str, Callable[[], object]]:
    """Pages of the desk with the most applications."""
    client, numbers = Client(), Application.objects.waiting()
    host = max(HostOrganisation.objects.all(), key=lambda one: numbers.filter(organisation=one).count())
    client.force_login(make_member(host))
    number = numbers.filter(organisation=host)[0].number
    return {
        "desk list": lambda: good(client.get("/de/schreibtisch/bewerbungen/"), 200),
        "application": lambda: good(client.get(f"/de/schreibtisch/bewerbungen/{number}/"), 200),
    }


def applicant() -> dict[str, Callable[[], object]]:
    """A step of the wizard whose steps before are filled in."""
    client = Client()
    place = client.post("/de/bewerbung/", {"ort-place": "65183"}).url.partition("#")[0]
    form = client.get(place).context["form"]
    chosen = {"ort-place": "65183", "ort-shown_for": form.asked_for, "ort-organisation": form.offers[0].pk}
    client.post(place, chosen)
    return {"wizard step": lambda: good(client.post(place.replace("/ort/", "/zeiten/"), TIMES), 302)}


def good(response, status):
    assert response.status_code == status


def test_the_pages_of_the_issue_cost_no_more_statements_than_it_allows(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    call_command("demo", verbosity=0)

    counted = {
        name: warm_and_cold(ask) for name, ask in {**visitor(), **coordinator(), **applicant()}.items()
    }

    assert counted.keys() == MOST.keys()
    assert {
        name: one for name, one in counted.items() if one[0] > MOST[name][0] or one[1] > MOST[name][1]
    } == {}
