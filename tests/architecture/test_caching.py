"""Public pages may be cached by anybody; all else is private and kept nowhere (design.md rule 6)."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from wagtail.models import Page

from cms_apps.foundation.middleware import CachingMiddleware
from tests.architecture.access_table import TABLE, Who
from tests.architecture.test_access import ASKED, address

NOT_OURS = {
    "/",
    "/de/loeschkonzept/",
    "/.well-known/security.txt",
    "/media/nothing.png",
    "/sitemap.xml",
    "/robots.txt",
    "/de/",
}


def public_paths() -> list[str]:
    return [page.get_url() for page in Page.objects.live().filter(depth__gt=1).order_by("path")]


def is_private(response: HttpResponse) -> bool:
    told = {part.strip() for part in response.headers.get("Cache-Control", "").split(",")}
    return {"private", "no-store"} <= told


@pytest.mark.slow
def test_public_pages_set_no_cookie_and_may_be_cached(site):
    paths = public_paths()
    assert {"/de/", "/de/aktuelles/", "/de/presse/", "/de/traeger/", "/de/mitmachen/"} <= set(paths)

    for path in paths:
        response = Client().get(path)

        assert response.status_code == 200, path
        assert not response.cookies, path
        assert "public" in response["Cache-Control"], path
        assert not response.has_header("Vary"), path
        assert b"csrfmiddlewaretoken" not in response.content, path


def test_public_page_with_a_query_sets_no_cookie_either(client, site):
    response = client.get("/de/aktuelles/?thema=ehrenamt&seite=2")

    assert not response.cookies


@pytest.mark.asvs("14.2.2")
def test_public_page_is_the_same_for_somebody_signed_in(client, site, django_user_model):
    anonymous = client.get("/de/").content
    client.force_login(django_user_model.objects.create_superuser("chef", "chef@vielfalt.example", "x"))

    assert client.get("/de/").content == anonymous


@pytest.mark.slow
@pytest.mark.parametrize("person", ["anonymous", "own"])
@pytest.mark.asvs("14.2.2", "14.3.1", "14.3.2")
def test_all_else_is_private_and_kept_nowhere(world, person):
    own = {Who.PUBLIC: world.anonymous, Who.LINK: world.holder, Who.DRAFT: world.holder}

    kept = [
        row.path
        for row in ASKED
        if row.path not in NOT_OURS
        and not is_private(
            (own.get(row.who, world.coordinator) if person == "own" else world.anonymous).get(
                address(row, world.names)
            )
        )
    ]

    assert kept == []


@pytest.mark.slow
def test_admin_is_private(world):
    for path in ("/admin/", "/admin/pages/"):
        assert "private" in world.editor.get(path)["Cache-Control"], path


def test_missing_page_and_expired_token_are_private(site):
    strict = Client(enforce_csrf_checks=True)

    assert is_private(strict.get("/de/gibt-es-nicht/"))
    assert is_private(strict.post("/de/konto/anmelden/", {"login": "x"}))
    assert is_private(strict.post("/de/bewerbung/", {"ort-place": "65183"}))


@pytest.mark.asvs("14.2.2")
def test_page_with_a_cookie_is_never_public(rf: RequestFactory):
    def view(request):
        response = HttpResponse("x")
        response.set_cookie("seen", "1")
        return response

    request = rf.get("/de/")
    request.resolver_match = type("Match", (), {"view_name": "wagtail_serve", "func": view})()

    assert is_private(CachingMiddleware(view)(request))
    assert not is_private(CachingMiddleware(lambda _: HttpResponse("x"))(request))


def test_the_table_holds_what_is_asked_for():
    assert {row.path for row in TABLE} > NOT_OURS
