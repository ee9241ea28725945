"""No page asks another host for anything: nothing of third parties, so no cookie banner."""

import re

import pytest
from django.test import Client
from wagtail.models import Page

from cms_apps.pages.models import HomePage, NewsIndexPage
from tests.architecture.access_table import Who
from tests.architecture.test_access import ASKED, address

LOADED = re.compile(
    r"<(?:script|link|img|iframe|source|video|audio|object|embed|input)\b[^>]*?"
    r"\s(?:src|href|srcset|data|poster)\s*=\s*[\"'](?P<url>[^\"']+)",
    re.IGNORECASE,
)
HINTS = re.compile(
    r"gravatar\.com|releases\.wagtail\.org|googleapis|gstatic|jsdelivr|unpkg|cdnjs", re.IGNORECASE
)
OWN = ("http://testserver/", "http://localhost/")


def foreign(html: str) -> list[str]:
    """The addresses of other hosts that a browser would ask while it shows this page."""
    urls = [found["url"].strip() for found in LOADED.finditer(html)]
    loaded = [url for url in urls if re.match(r"(?:https?:)?//", url) and not url.startswith(OWN)]
    return loaded + HINTS.findall(html)


def asked(client: Client, path: str) -> list[str]:
    response = client.get(path)
    html = response.headers.get("Content-Type", "").startswith("text/html")
    return foreign(response.content.decode()) if html else []


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.asvs("14.2.3")
def test_public_pages_ask_no_other_host(client, site):
    found = {
        page.get_url(): asked(client, page.get_url()) for page in Page.objects.live().filter(depth__gt=1)
    }

    assert len(found) >= 5
    assert {path: urls for path, urls in found.items() if urls} == {}


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.asvs("14.2.3")
def test_sign_up_status_desk_and_account_ask_no_other_host(world):
    own = {Who.PUBLIC: world.anonymous, Who.LINK: world.holder, Who.DRAFT: world.holder}

    found = {row.path: asked(own.get(row.who, world.coordinator), address(row, world.names)) for row in ASKED}

    assert {path: urls for path, urls in found.items() if urls} == {}


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.asvs("14.2.3")
def test_admin_asks_no_other_host(admin_client, site):
    home, news = HomePage.objects.get(), NewsIndexPage.objects.get()
    paths = [
        "/admin/", "/admin/pages/", f"/admin/pages/{home.pk}/", f"/admin/pages/{home.pk}/edit/",
        f"/admin/pages/{news.pk}/edit/", f"/admin/pages/add/pages/newspage/{news.pk}/", "/admin/users/",
        "/admin/account/", "/admin/images/", "/admin/organisations/", "/admin/course-runs/",
    ]  # fmt: skip

    for path in paths:
        response = admin_client.get(path)
        assert response.status_code == 200, path
        assert foreign(response.content.decode()) == [], path


@pytest.mark.parametrize(
    "html",
    [
        '<script defer src="https://cdn.example/a.js"></script>',
        '<link rel="preconnect" href="//fonts.example">',
        '<img alt="" src="https://www.gravatar.com/avatar/1">',
        '<div data-url="https://releases.wagtail.org/latest.txt">',
    ],
)
def test_another_host_is_noticed(html):
    assert foreign(html) != []


def test_a_link_to_click_is_no_request():
    assert foreign('<a href="https://hessen.example/">Land</a><img alt="" src="/media/a.png">') == []
