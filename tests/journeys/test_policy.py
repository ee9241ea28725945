"""No page of the admin does what its content security policy forbids: each one that a link leads to is opened."""

import re
from collections import deque
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group

from cms_apps.content.models import Topic
from cms_apps.pages.services import translate_site
from cms_apps.pages.setup.groups import EDITORS
from tests.factories.people import make_application, make_municipality, make_organisation, make_run, make_user

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

LISTEN = """
addEventListener('securitypolicyviolation', event =>
  refused(`${location.pathname}: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
PASSWORD = "Ein-langes-Wort-9"
LEAST = 60
OUT = re.compile(r"/logout/|/abmelden/|/sprite/|/download/|/sitemap|/bulk/|/dokumente/|\.(csv|xlsx)$|export=")
SHOWN_ELSEWHERE = {"/admin/login/", "/admin/password_reset/"}


@pytest.fixture
def filled(site):
    """One of each thing that the admin keeps."""
    make_user("chefin", password=PASSWORD, is_superuser=True, is_staff=True)
    make_user("redaktion").groups.add(Group.objects.get(name=EDITORS))
    organisation = make_organisation("Träger A", serves=make_municipality())
    make_run(organisation)
    make_application(organisation)
    Topic.objects.create(title="Ehrenamt", slug="ehrenamt", locale=site.locale)
    translate_site(site)
    return site


def kind(path):
    """Pages that differ in numbers only are of one kind."""
    return re.sub(r"\d+", "n", path)


def links(page, origin):
    found = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    paths = [urlsplit(one).path for one in found if one.startswith(origin) and not OUT.search(one)]
    return [one for one in paths if one.startswith("/admin/") and one not in SHOWN_ELSEWHERE]


def test_no_page_of_the_admin_breaks_its_policy(filled, someone, live_server):
    page = someone({"width": 1280, "height": 900})
    refused = []
    page.context.expose_function("refused", lambda line: refused.append(line))  # noqa: PLW0108 -- Playwright wants a function of ours
    page.context.add_init_script(LISTEN)
    page.goto("/admin/")
    page.locator("[name=login]").fill("chefin")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()
    page.wait_for_url("**/admin/")

    seen, todo = {kind("/admin/")}, deque(["/admin/"])
    while todo:
        page.goto(todo.popleft(), wait_until="load")
        for path in links(page, live_server.url):
            if kind(path) not in seen:
                seen.add(kind(path))
                todo.append(path)

    # What else the admin says to its console is not the matter here.
    page.watch.found = [line for line in page.watch.found if "Content Security Policy" in line]
    assert sorted(set(refused)) == []
    assert len(seen) >= LEAST
