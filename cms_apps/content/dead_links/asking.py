"""Asking at an address of others whether it is there, without being led into our own network.

The name is resolved once and the connection goes to the very address that was found public; so a name that changes its
mind in between (DNS rebinding) leads nowhere else. Each redirection is judged anew. A watchdog cuts the connection
when `LONGEST` seconds have passed since the first question, however slowly the other side speaks.
"""

import socket
import ssl
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv6Address, IPv6Network, ip_address
from threading import Thread, Timer
from time import monotonic
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings

LONGEST, PATIENCE = 10.0, 5.0  # seconds for all that one address takes, and for each step of it
MOST_BYTES = 1024
MOST_REDIRECTIONS = 3
GLOBAL_UNICAST = IPv6Network("2000::/3")  # leaves out what wraps an address of IPv4 (mapped, NAT64)
PORTS = {"http": 80, "https": 443}
SAFE = "/%:=&?~+!$,;'@()*[]"
REDIRECTED = frozenset({301, 302, 303, 307, 308})
NO_HEAD = frozenset(
    {400, 403, 404, 405, 406, 410, 429, 500, 501, 503}
)  # some servers know no HEAD, or dislike it

MayAsk = Callable[[str], bool]


class NotPublicError(Exception):
    """The address lies in a network that readers cannot reach and that this machine must not ask."""


class UnusualPortError(Exception):
    """The address names a port at which nobody asks (`OUTSIDE_LINK_PORTS`)."""


@dataclass(frozen=True)
class Answer:
    """What came of it: the status of HTTP, or none; `is_inside` or `is_unchecked` when it was not asked at all."""

    status: int | None = None
    is_inside: bool = False
    is_unchecked: bool = False


def is_public(address: str) -> bool:
    """Whether an IP address is one of the internet: not private, loopback, link-local, or another in disguise."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address) and (ip not in GLOBAL_UNICAST or ip.sixtofour or ip.teredo):
        return False
    return ip.is_global and not ip.is_multicast


def ask(address: str, *, may_ask: MayAsk = is_public) -> Answer:
    """Ask by HEAD, then by GET where the server dislikes that; follow three redirections."""
    until = monotonic() + LONGEST
    try:
        answer = _follow("HEAD", address, until, may_ask)
        return _follow("GET", address, until, may_ask) if answer.status in NO_HEAD else answer
    except NotPublicError:
        return Answer(is_inside=True)
    except UnusualPortError:
        return Answer(is_unchecked=True)
    except (OSError, HTTPException, ValueError):  # ValueError: an address that is none, after a redirection
        return Answer()


def _follow(method: str, address: str, until: float, may_ask: MayAsk) -> Answer:
    for _step in range(MOST_REDIRECTIONS + 1):
        status, location = _send(method, address, until, may_ask)
        if status not in REDIRECTED or not location:
            return Answer(status)
        address = urljoin(address, location)
    return Answer(status)


def _send(method: str, address: str, until: float, may_ask: MayAsk) -> tuple[int, str]:
    if monotonic() >= until:
        raise TimeoutError
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError("neither http nor https")
    host = parts.hostname.encode("idna").decode()
    port = parts.port or PORTS[parts.scheme]
    if port not in settings.OUTSIDE_LINK_PORTS:
        raise UnusualPortError
    connection = HTTPConnection(host, port)  # connects nowhere by itself: its socket is ours
    connection.default_port = PORTS[parts.scheme]  # `Host: name:443` is strange to some servers
    connection.sock = connected = _connect(
        _resolve(host, port, may_ask, until), port, host, parts.scheme == "https", until
    )
    watchdog = Timer(max(until - monotonic(), 0), _cut, [connected])
    watchdog.daemon = True
    watchdog.start()
    try:
        if isinstance(connected, ssl.SSLSocket):
            connected.do_handshake()
        target = quote(parts.path or "/", safe=SAFE) + (
            f"?{quote(parts.query, safe=SAFE)}" if parts.query else ""
        )
        headers = {
            "User-Agent": f"Vielfalt/1.0 (+{settings.BASE_URL})",
            "Accept": "*/*",
            "Connection": "close",
        }
        connection.request(method, target, headers=headers)
        answer = connection.getresponse()
        answer.read(MOST_BYTES)
        return answer.status, answer.headers.get("Location", "")
    finally:
        watchdog.cancel()
        connection.close()
        connected.close()


def _resolve(host: str, port: int, may_ask: MayAsk, until: float) -> str:
    """The address to connect to. A name that also leads inside is refused as a whole."""
    found = [str(one[4][0]) for one in _look_up(host, port, until)]
    if not found or not all(may_ask(one) for one in found):
        raise NotPublicError
    return found[0]


def _look_up(host: str, port: int, until: float) -> list[Any]:
    """The name's addresses; a resolver that does not answer is left behind in its thread."""
    found: Future[list[Any]] = Future()

    def look() -> None:
        try:
            found.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            found.set_exception(error)

    Thread(target=look, daemon=True).start()
    return found.result(timeout=_patience(until))


def _patience(until: float) -> float:
    return max(min(PATIENCE, until - monotonic()), 0.001)


def _connect(ip: str, port: int, host: str, is_secure: bool, until: float) -> socket.socket:
    plain = socket.create_connection((ip, port), timeout=_patience(until))
    plain.settimeout(PATIENCE)
    if not is_secure:
        return plain
    context = ssl.create_default_context()
    return context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)


def _cut(connected: socket.socket) -> None:
    try:
        # Not that of SSL: before the handshake it would be a fault.
        socket.socket.shutdown(connected, socket.SHUT_RDWR)
    except OSError:
        connected.close()
