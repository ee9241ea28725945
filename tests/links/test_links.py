"""One-purpose links: issued, opened, used once, revoked; and what a browser remembers of them."""

import datetime as dt
import logging

import pytest
import time_machine
from django.core import signing
from django.http import HttpResponse
from django.utils import timezone

from cms_apps.links import grants, services
from cms_apps.links.errors import LinkExpired, LinkUnknown, LinkUsed
from cms_apps.links.masking import MaskTokens, mask
from cms_apps.links.models import Link
from cms_apps.links.retention import delete_ended_links

NOW = dt.datetime(2026, 5, 4, 9, 0, tzinfo=dt.UTC)
WEEK = dt.timedelta(days=7)
pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def in_a_week():
    return timezone.now() + WEEK


@pytest.mark.asvs("9.2.2")
def test_link_opens_for_its_purpose_only():
    link = services.issue("status", "a")
    token = services.token(link)

    assert services.find("status", token) == link
    with pytest.raises(LinkUnknown):
        services.find("confirm", token)


def test_row_does_not_hold_the_token():
    link = services.issue("status", "a")
    token = services.token(link)

    assert token not in [str(value) for value in Link.objects.values_list().get()]
    assert len(token) == 43


def test_tokens_of_two_objects_and_purposes_differ():
    tokens = {services.token(services.issue(p, o)) for p in ("status", "confirm") for o in ("a", "b")}

    assert len(tokens) == 4


def test_token_hangs_on_the_secret(settings):
    link = services.issue("status", "a")
    before = services.token(link)
    settings.SECRET_KEY = "another"

    assert services.token(link) != before


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-1], lambda t: t + "x", str.lower, lambda _: "", lambda _: "ä"]
)
def test_mutilated_link_is_unknown(spoil):
    token = services.token(services.issue("status", "a"))

    with pytest.raises(LinkUnknown):
        services.find("status", spoil(token))


@pytest.mark.asvs("9.2.1")
def test_expired_link_says_so(clock):
    token = services.token(services.issue("status", "a", expires_at=in_a_week()))
    clock.shift(WEEK)
    services.find("status", token)
    clock.shift(dt.timedelta(seconds=1))

    with pytest.raises(LinkExpired):
        services.find("status", token)


def test_link_is_used_once():
    link = services.issue("confirm", "a")
    old = Link.objects.get(pk=link.pk)
    services.use(link)

    with pytest.raises(LinkUsed):
        services.use(old)
    with pytest.raises(LinkUsed):
        services.find("confirm", services.token(link))


def test_link_issued_again_is_the_same_while_it_lives(clock):
    first = services.issue("status", "a", expires_at=in_a_week())
    token = services.token(first)
    clock.shift(dt.timedelta(days=6))
    services.issue("status", "a", expires_at=in_a_week())
    clock.shift(dt.timedelta(days=6))

    assert services.find("status", token) == first


@pytest.mark.parametrize("end", ["used", "expired", "revoked"])
def test_link_issued_after_its_end_is_another(clock, end):
    old = services.issue("status", "a", expires_at=in_a_week())
    token = services.token(old)
    if end == "used":
        services.use(old)
    elif end == "revoked":
        services.revoke("status", "a")
    else:
        clock.shift(WEEK * 2)

    new = services.issue("status", "a")

    assert new.pk == old.pk
    assert services.find("status", services.token(new)) == new
    with pytest.raises(LinkUnknown):
        services.find("status", token)


def test_revoked_link_does_not_open():
    link = services.issue("status", "a")
    token = services.token(link)

    services.revoke("status", "a")

    with pytest.raises(LinkUsed):
        services.find("status", token)
    with pytest.raises(LinkUsed):
        services.use(link)


def test_expired_links_are_kept_thirty_days(clock):
    services.issue("confirm", "a", expires_at=timezone.now())
    services.issue("status", "b")
    clock.shift(dt.timedelta(days=30))
    assert delete_ended_links(before=timezone.now() - dt.timedelta(days=30)) == 0
    clock.shift(dt.timedelta(seconds=1))

    assert delete_ended_links(before=timezone.now() - dt.timedelta(days=30)) == 1
    assert Link.objects.get().purpose == "status"


def browser(rf, *held):
    """A request of a browser that opened these links one after the other."""
    request = rf.get("/")
    for link in held:
        response = HttpResponse()
        grants.grant(request, response, link)
        request.COOKIES[grants.COOKIE] = response.cookies[grants.COOKIE].value
    return request


def test_browser_may_use_what_it_opened(rf):
    mine, other = services.issue("status", "a"), services.issue("status", "b")
    request = browser(rf, mine)

    assert grants.granted(request, "status", "a") == mine
    assert not grants.held_by(request, "status", "b")
    assert not grants.held_by(request, "confirm", "a")
    assert other.pk != mine.pk


def test_last_opened_link_of_a_purpose_counts(rf):
    first, second = services.issue("confirm", "a"), services.issue("confirm", "b")

    assert grants.granted(browser(rf, second, first), "confirm") == first
    assert grants.granted(browser(rf, first, second), "confirm") == second


def test_thirteenth_link_pushes_the_oldest_out(rf):
    links = [services.issue("status", str(number)) for number in range(13)]
    request = browser(rf, *links)

    assert [grants.held_by(request, "status", str(number)) for number in range(13)] == [False] + [True] * 12


def test_revoked_link_is_worthless_in_the_browser(rf):
    request = browser(rf, services.issue("status", "a"))
    services.revoke("status", "a")
    services.issue("status", "a")

    assert not grants.held_by(request, "status", "a")


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "x",
        "a:b:c",
        "ä",
        signing.dumps([(1, 1)], salt="another"),
        signing.dumps([(1, 1)], salt=grants.SALT)[:-1],
    ],
    ids=["empty", "word", "parts", "umlaut", "other-salt", "cut"],
)
@pytest.mark.asvs("1.5.2", "9.1.1")
def test_cookie_that_was_tampered_with_opens_nothing(rf, cookie):
    services.issue("status", "a")
    request = rf.get("/")
    request.COOKIES[grants.COOKIE] = cookie

    assert not grants.held_by(request, "status", "a")


@pytest.mark.asvs("3.3.4", "9.2.1")
def test_cookie_is_out_of_reach_of_scripts_and_ends(rf):
    response = HttpResponse()
    grants.grant(rf.get("/"), response, services.issue("status", "a"))
    cookie = response.cookies[grants.COOKIE]

    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 14 * 24 * 3600)


@pytest.mark.parametrize("around", ["GET {} HTTP/1.1", '"GET {}?a=1"', "Not Found: {}", "'{}'"])
def test_token_is_masked_in_a_log_line(around):
    token = services.token(services.issue("status", "a"))
    line = around.format(f"/de/bewerbung/stand/oeffnen/{token}/")

    masked = mask(line)

    assert token not in masked
    assert "/de/bewerbung/stand/oeffnen/***/" in masked


def test_filter_masks_the_arguments_of_a_record():
    token = services.token(services.issue("status", "a"))
    record = logging.LogRecord("x", logging.WARNING, "", 1, "Gone: %s", (f"/de/a/{token}/",), None)

    assert MaskTokens().filter(record)
    assert record.getMessage() == "Gone: /de/a/***/"


def test_plain_address_is_not_masked():
    path = "/de/aktuelles/ein-abend-am-schloss-biebrich-mit-vielen-gaesten-und-dank/seite"

    assert mask("/de/bewerbung/11111111-1111-1111-1111-111111111111/ort/").count("*") == 0
    assert mask(path.replace("-", " ")).count("*") == 0
