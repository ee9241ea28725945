"""No address of ours sends anybody to another host, whatever `next` says."""

from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from django.core.cache import cache

from tests.architecture.access_table import Who
from tests.architecture.test_access import ASKED, address
from tests.architecture.world import PASSWORD
from tests.factories.people import make_member

EVIL = "evil.example"
SPELLINGS = [
    f"https://{EVIL}", f"http://{EVIL}", f"//{EVIL}", f"///{EVIL}", f"////{EVIL}", f"/\\{EVIL}", f"\\\\{EVIL}", f"\\/{EVIL}",
    f"https:{EVIL}", f"https:/{EVIL}", f"https:///{EVIL}", f"https:\\\\{EVIL}", f"HTTPS://{EVIL}", f"hTTp:{EVIL}", f" https://{EVIL}",
    f"\thttps://{EVIL}", f"https://{EVIL}\t", f"/\t/{EVIL}", f"/\n/{EVIL}", f"/\r\n/{EVIL}", f"\x01//{EVIL}", f"https://testserver@{EVIL}",
    f"https://testserver:x@{EVIL}/", f"https://testserver.{EVIL}", f"https://{EVIL}#testserver", f"https://{EVIL}?testserver",
    f"https://{EVIL}\\@testserver", f"//{EVIL}/%2f..", f"/%09/{EVIL}", f"%2f%2f{EVIL}", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
    "java\nscript:alert(1)", "data:text/html,x", "vbscript:x", f"ftp://{EVIL}", f"//{EVIL}:443/", f"https://{EVIL}:testserver",
    "https://\uff45vil.example", f"https://{EVIL}\u2028", f"..//{EVIL}", f"/..//{EVIL}", f"/.//{EVIL}", "//\u3002evil", f";//{EVIL}",
]  # fmt: skip
NAMES = ("next", "url", "return_to", "redirect", "redirect_to", "continue")
INSIDE = "/de/impressum/vfx-inside/"


def leads_away(location: str) -> bool:
    """As a browser reads it: backslashes are slashes, tabs and line ends nothing."""
    seen = "".join(sign for sign in location if sign not in "\t\r\n").strip().replace("\\", "/")
    if seen.startswith("//"):
        seen = f"//{seen.lstrip('/')}"
    found = urlsplit(urljoin("http://testserver/de/konto/", seen))
    return found.scheme not in {"http", "https"} or found.hostname != "testserver"


@pytest.mark.parametrize("spelling", SPELLINGS[:9])
def test_the_judge_knows_what_leads_away(spelling):
    assert leads_away(spelling)
    assert not any(leads_away(one) for one in ("/de/", "../admin/", "?a"))


def people(world, row):
    own = {Who.PUBLIC: world.anonymous, Who.LINK: world.holder, Who.DRAFT: world.holder}
    return {world.anonymous, own.get(row.who, world.coordinator)}


def takers(world):
    """Who sends people on, or keeps in a form, what an address says."""
    for row in ASKED:
        path = address(row, world.names)
        for client in people(world, row):
            for name in NAMES:
                response = client.get(path, {name: INSIDE})
                if INSIDE in unquote(response.get("Location", "")) or INSIDE.encode() in response.content:
                    yield client, path, name


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.asvs("1.2.2", "3.7.2")
def test_no_view_sends_anybody_to_another_host(world):
    found = list(takers(world))
    away = []
    for client, path, name in found:
        for spelling in SPELLINGS:
            answers = (client.get(path, {name: spelling}), client.post(path, {name: spelling}))
            away += [(path, spelling) for one in answers if leads_away(one.get("Location", "/"))]

    assert {"/de/konto/anmelden/", "/admin/login/"} <= {path for _, path, _ in found}
    assert away == []


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.asvs("3.7.2")
def test_signing_in_leads_inside_only(client, organisation):
    user = make_member(organisation, password=PASSWORD)
    for spelling in SPELLINGS:
        for path in ("/de/konto/anmelden/", f"/de/konto/anmelden/?next={quote(spelling)}"):
            client.logout()
            cache.clear()  # limits are another matter
            response = client.post(path, {"login": user.username, "password": PASSWORD, "next": spelling})

            assert response.status_code in {302, 400}, spelling
            assert not leads_away(response.get("Location", "/")), spelling


@pytest.mark.parametrize(
    "path", ["//evil.example/de", "//evil.example/%2f..", "/\\evil.example/x", "/bewerbung//evil.example/"]
)
@pytest.mark.asvs("3.7.2")
def test_a_path_that_looks_like_a_host_stays_here(client, db, path):
    response = client.get(path)

    assert not leads_away(response.get("Location", "/"))
