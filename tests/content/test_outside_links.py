"""Links to others: asked by the clock and politely, never inside our own network, called dead after three bad days."""

import datetime as dt
import socket
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
import time_machine

from cms_apps.content.dead_links import asking
from cms_apps.content.dead_links.asking import Answer, ask, is_public
from cms_apps.content.dead_links.finding import Link
from cms_apps.content.dead_links.judging import Judge
from cms_apps.content.dead_links.outside import ask_outside
from cms_apps.content.dead_links.services import look_at_pages
from cms_apps.content.models import DeadLink, OutsideAddress
from cms_apps.pages.models import StandardPage

NOW = dt.datetime(2027, 1, 11, 9, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


class Other(BaseHTTPRequestHandler):
    """Somebody else's server: the last part of the path says how it answers."""

    def do_HEAD(self):
        self.server.asked.append((self.command, self.path))
        word = self.path.strip("/").split("/")[-1]
        if word == "drip":
            return self._drip()
        if word.startswith("to-"):
            port = self.server.server_port
            there = {
                "to-ok": "/ok",
                "to-inside": f"http://127.0.0.2:{port}/secret",
                "to-port": "http://127.0.0.1:8443/",
                "to-file": "file:///etc/hosts",
            }
            self.send_response(302)
            self.send_header("Location", there.get(word, self.path))
        else:
            no_head = word == "no-head" and self.command == "HEAD"
            self.send_response(405 if no_head else int(word) if word.isdigit() else 200)
        return self.end_headers()

    do_GET = do_HEAD  # noqa: N815 -- the library's name

    def _drip(self):
        """A header that never ends, a sign each moment."""
        try:
            while not self.server.closing.wait(0.05):
                self.wfile.write(b"X")
        except OSError:
            return

    def log_message(self, *_args):
        """Quiet."""


@pytest.fixture
def other(settings):
    server = ThreadingHTTPServer(("0.0.0.0", 0), Other)  # noqa: S104 -- 127.0.0.2 is to be reached too
    server.asked, server.closing = [], threading.Event()
    settings.OUTSIDE_LINK_PORTS = {server.server_port}
    server.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.closing.set()
    server.shutdown()
    server.server_close()
    thread.join()


def here_only(ip):
    return ip == "127.0.0.1"


@pytest.mark.once
@pytest.mark.asvs("1.3.6", "15.3.2")
def test_our_own_network_is_never_asked_neither_at_once_nor_by_a_redirection(other):
    assert ask(f"{other.address}/ok") == Answer(is_inside=True)
    assert ask(f"http://localhost:{other.server_port}/ok") == Answer(is_inside=True)
    assert other.asked == []

    assert ask(f"{other.address}/to-inside", may_ask=here_only) == Answer(is_inside=True)
    assert ask(f"{other.address}/to-file", may_ask=here_only) == Answer()
    assert {path for _verb, path in other.asked} == {"/to-inside", "/to-file"}
    assert ask(f"{other.address}/to-inside", may_ask=bool) == Answer(200)  # it would have been there


@pytest.mark.once
@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.1", False), ("224.0.0.1", False),
        ("255.255.255.255", False), ("::1", False), ("::", False), ("fe80::1", False), ("fc00::1", False),
        ("fec0::1", False), ("ff02::1", False), ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False), ("2001:0:53aa:64c:0:fbff:f5ff:fffe", False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_internet_are_public(ip, public):
    assert is_public(ip) is public


@pytest.mark.once
@pytest.mark.parametrize(
    ("path", "answer", "asked"),
    [
        ("ok", Answer(200), ["HEAD"]),
        ("404", Answer(404), ["HEAD", "GET"]),
        ("no-head", Answer(200), ["HEAD", "GET"]),
        ("to-ok", Answer(200), ["HEAD", "HEAD"]),
        ("to-itself", Answer(302), ["HEAD"] * 4),
        ("ä b?c=ü/ok", Answer(200), ["HEAD"]),
    ],
)
def test_it_asks_by_head_then_by_get_and_follows_three_redirections(other, path, answer, asked):
    assert ask(f"{other.address}/{path}", may_ask=here_only) == answer
    assert [verb for verb, _path in other.asked] == asked


@pytest.mark.once
def test_whoever_answers_drop_by_drop_is_cut_off(other, monkeypatch):
    monkeypatch.setattr(asking, "LONGEST", 0.3)
    began = time.monotonic()

    assert ask(f"{other.address}/drip", may_ask=here_only) == Answer()
    assert time.monotonic() - began < 5


@pytest.mark.once
def test_a_name_that_nobody_resolves_takes_no_longer_than_an_address_may(monkeypatch):
    hangs = threading.Event()
    monkeypatch.setattr(asking, "LONGEST", 0.3)
    monkeypatch.setattr(asking.socket, "getaddrinfo", lambda *_a, **_k: hangs.wait(20) and [])
    began = time.monotonic()

    assert ask("http://haengt.example/") == Answer()
    assert time.monotonic() - began < 5
    hangs.set()


@pytest.mark.once
def test_a_connection_that_is_cut_before_it_is_secure_is_no_fault():
    ours, theirs = socket.socketpair()
    secure = ssl.create_default_context().wrap_socket(
        ours, server_hostname="anderswo.example", do_handshake_on_connect=False
    )

    asking._cut(secure)

    with pytest.raises(OSError):
        secure.do_handshake()
    theirs.close()
    secure.close()


@pytest.mark.once
@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "http://gibt.es.nicht.invalid/", "https://:x/", "http://ä..b/"]
)
def test_nobody_there_is_no_answer(address):
    assert ask(address, may_ask=bool) == Answer()


def test_a_port_of_its_own_is_not_asked_neither_at_once_nor_by_a_redirection(other, settings):
    settings.OUTSIDE_LINK_PORTS = {80, 443}

    assert ask(f"{other.address}/ok", may_ask=here_only) == Answer(is_unchecked=True)

    assert other.asked == []
    settings.OUTSIDE_LINK_PORTS = {other.server_port}
    assert ask(f"{other.address}/to-port", may_ask=here_only) == Answer(is_unchecked=True)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def page(db, kept_site, clock, other):
    """A live page with a link to somebody else's page that is gone."""
    home = kept_site.give()
    body = [("text", f'<p>Mehr beim <a href="{other.address}/404">Verein</a>.</p>')]
    page = home.add_child(instance=StandardPage(title="Seite", slug="seite", locale=home.locale, body=body))
    page.save_revision().publish()
    look_at_pages()
    return page


def by_server(address):
    return ask(address, may_ask=here_only)


def test_three_bad_days_make_a_dead_link_and_one_good_day_ends_it(page, clock, settings, other):
    settings.CHECK_OUTSIDE_LINKS = True
    told = []
    for _day in range(3):
        assert ask_outside(by_server) == 1
        assert ask_outside(by_server) == 0  # once a day
        clock.shift(DAY)
        look_at_pages()
        told.append(list(page.dead_links.values_list("text", "reason", "since")))

    assert told == [[], [], [("Verein", "not_found", NOW)]]
    assert OutsideAddress.objects.get(address=f"{other.address}/404").status == 404

    assert ask_outside(lambda _address: Answer(200)) == 1
    clock.shift(DAY)
    look_at_pages()
    assert not DeadLink.objects.filter(page=page).exists()


def test_a_link_to_a_port_of_its_own_is_named_as_not_checked(page, clock, settings, other):
    clock.shift(DAY)
    settings.OUTSIDE_LINK_PORTS = {80, 443}
    look_at_pages()
    assert not DeadLink.objects.exists()  # nobody's links are asked at: there is nothing to say

    settings.CHECK_OUTSIDE_LINKS = True
    clock.shift(DAY)
    look_at_pages()

    (row,) = DeadLink.objects.all()
    assert (row.target, row.reason) == (f"{other.address}/404", "unchecked")
    assert (
        row.get_reason_display() == "Nicht geprüft: Wir fragen nur an den üblichen Anschlüssen (80 und 443)"
    )


@pytest.mark.parametrize("port", ["", ":443", ":80"])
@pytest.mark.django_db
def test_the_usual_ports_are_asked(kept_site, settings, port):
    settings.CHECK_OUTSIDE_LINKS = True

    link = Link("Text", "Verein", address=f"https://verein.example{port}/")

    assert Judge([link]).verdict(link, "de") is None


def test_a_host_is_asked_once_a_minute_and_nobody_without_the_setting(page, clock, settings):
    add = OutsideAddress.objects.create
    OutsideAddress.objects.all().delete()
    for address, host in [("a1", "a"), ("a2", "a"), ("b1", "b"), ("c1", "c"), ("d1", "d")]:
        add(address=address, host=host, seen_at=NOW)
    add(address="alt", host="e", seen_at=NOW - 31 * DAY)
    asked = []

    def asking_of(address):
        asked.append(address)
        return Answer(200)

    assert (ask_outside(asking_of), asked) == (0, [])
    settings.CHECK_OUTSIDE_LINKS = True
    rounds = []
    for _minute in range(3):
        ask_outside(asking_of)
        rounds.append(asked[:])
        asked.clear()
        clock.shift(dt.timedelta(seconds=61 if rounds[1:] else 30))

    assert rounds == [["a1", "b1", "c1"], ["d1"], ["a2"]]
    assert not OutsideAddress.objects.filter(address="alt").exists()
    clock.shift(6 * DAY)
    assert ask_outside(asking_of) == 0
    clock.shift(2 * DAY)
    assert ask_outside(asking_of) == 3


@pytest.mark.parametrize(
    ("answer", "failed"),
    [(Answer(500), True), (Answer(410), True), (Answer(), True), (Answer(is_inside=True), True), (Answer(403), False),
     (Answer(429), False), (Answer(301), False)],
)  # fmt: skip
@pytest.mark.django_db
def test_a_server_that_wants_no_programs_is_there(answer, failed, settings):
    settings.CHECK_OUTSIDE_LINKS = True
    one = OutsideAddress.objects.create(
        address="https://a.example/", host="a.example", seen_at=dt.datetime.now(dt.UTC)
    )

    ask_outside(lambda _address: answer)

    one.refresh_from_db()
    assert bool(one.failed_days) is failed
