"""No page of the admin does what its content security policy forbids: each one that a link leads to is opened, then what
no link leads to: previews, confirmations of what is done to several at once, pages that scripts open."""

import re
from collections import deque
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from cms_apps.accounts.models import User
from cms_apps.pages.services import translate_site
from cms_apps.pages.setup.groups import EDITORS
from tests.architecture.admin_world import admin_views, make_admin_world
from tests.factories.people import make_application, make_municipality, make_organisation, make_run, make_user

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

LISTEN = """
addEventListener('securitypolicyviolation', event =>
  refused(`${location.pathname}: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
PASSWORD = "Ein-langes-Wort-9"
LEAST = 110
# The cropping tool of pictures asks by an empty handler whether there is a touch screen; refused, it takes the mouse.
ASKS_FOR_TOUCH = re.compile(r"/admin/images/\d+/: script-src-attr inline ")
OUT = re.compile(r"/logout/|/abmelden/|/sprite/|/download/|/sitemap|/bulk/|/dokumente/|\.(csv|xlsx)$|export=")
# What no window shows: parts of pages, answers to scripts, files, the way out, Wagtail's page for failures.
NO_PAGE = re.compile(
    r"/results/|/choose|/chosen|/api/|/(sprite|jsi18n|logout|failwhale|dismissibles|editing-sessions|tag-autocomplete|embeds)/"
    r"|/password_reset/|export=|/download/|/generate_url/|/multiple/|/select_format/"
)
SHOWN_ELSEWHERE = {"/admin/login/", "/admin/password_reset/"}


@pytest.fixture
def filled(site):
    """One of each thing that the admin keeps."""
    chief = make_user("chefin", password=PASSWORD, is_superuser=True, is_staff=True)
    make_user("redaktion").groups.add(Group.objects.get(name=EDITORS))
    organisation = make_organisation("Träger A", serves=make_municipality())
    make_run(organisation)
    make_application(organisation)
    translate_site(site)
    return make_admin_world(chief, organisation)


def kind(path):
    """Pages that differ in numbers only are of one kind."""
    return re.sub(r"\d+", "n", path)


def links(page, origin):
    found = page.eval_on_selector_all("a[href]", "all => all.map(one => one.href)")
    paths = [urlsplit(one).path for one in found if one.startswith(origin) and not OUT.search(one)]
    return [one for one in paths if one.startswith("/admin/") and one not in SHOWN_ELSEWHERE]


def pages_without_link(names, seen):
    """Whole pages of the admin that are of no kind seen so far."""
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.get(username="chefin"))
    paths = [one.path for one in admin_views(names) if not NO_PAGE.search(one.path)]
    for path in {kind(path): path for path in paths if kind(path) not in seen}.values():
        answer = client.get(path)
        if answer.status_code == 200 and not answer.streaming and b"<html" in answer.content[:2000]:
            yield path


def test_no_page_of_the_admin_breaks_its_policy(filled, someone, live_server, record_property):
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

    linked = len(seen)
    for path in pages_without_link(filled, seen):
        page.goto(path, wait_until="load")
        seen.add(kind(path))

    record_property("counted", f"policy of the admin: {linked} pages by links, {len(seen) - linked} besides")
    # What else the admin says to its console is not the matter here.
    told = [line for line in page.watch.found if "Content Security Policy" in line]
    page.watch.found = [
        line for line in told if "inline event handler" not in line
    ]  # `refused` says on which page
    assert sorted({one for one in refused if not ASKS_FOR_TOUCH.fullmatch(one)}) == []
    assert len(seen) >= LEAST
