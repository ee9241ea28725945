"""Status, words and time of a page tell nobody whether an address is known."""

import re
import statistics
import time

import pytest
from django.core.cache import cache
from django.test import Client

from tests.volunteering.test_resume import kept, mail_link
from tests.volunteering.test_wizard import begin, choose

__all__ = ["kept"]  # a fixture
pytestmark = pytest.mark.django_db
SAMPLES = 40


def asked(path, field, addresses, browsers):
    """Status, body without the address, and the median time for each address; the samples interleave."""
    found = {address: (set(), set(), []) for address in addresses}
    for number in range(SAMPLES):
        for address in addresses[:: 1 if number % 2 else -1]:
            browser = browsers()
            cache.clear()  # so that each is asked for the first time in this hour
            start = time.perf_counter()
            response = browser.post(path(browser) if callable(path) else path, {field: address}, follow=True)
            spent = time.perf_counter() - start
            statuses, bodies, times = found[address]
            statuses.add(response.status_code)
            bodies.add(plain(response.content.decode(), address))
            times.append(spent)
    return found


def plain(page, address):
    page = page.replace(address, "ADDRESS")
    page = re.sub(r'name="(csrfmiddlewaretoken|page)" value="[^"]*"', "", page)
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Z0-9]{4}-[A-Z0-9]{4}", "KEY", page)


@pytest.mark.slow
def test_no_page_tells_whether_an_address_is_known(organisation, kept, client):
    known, unknown = "bekannt@beispiel.example", "niemand9@beispiel.example"
    mail_link(client, kept, known)

    def begun():
        browser = Client()
        choose(browser, begin(browser), organisation)
        return browser

    def contact(browser):
        return browser.get("/de/bewerbung/").url.replace("sprachen", "kontakt")

    for path, field, browsers in (
        ("/de/bewerbung/link/", "email", Client),
        (contact, "kontakt-email", begun),
        (lambda browser: contact(browser).replace("kontakt", "gespeichert"), "email", begun),
    ):
        assert any(look_alike(path, field, (known, unknown), browsers) for _ in range(3))


def look_alike(path, field, addresses, browsers) -> bool:
    """Whether status, words and time tell nothing; a real difference would show each time, a busy machine does not."""
    one, other = asked(path, field, addresses, browsers).values()
    assert one[:2] == other[:2]
    medians = statistics.median(one[2]), statistics.median(other[2])
    return max(medians) < min(medians) * 1.1
