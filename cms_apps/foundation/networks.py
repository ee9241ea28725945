"""From which network somebody comes; the number of trusted proxies is a setting (TRUSTED_PROXIES, 0 by default)."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

IPV4_PREFIX, IPV6_PREFIX = 24, 64


def network_of(request: HttpRequest) -> str:
    """The /24 or /64 of the client, "" when the server does not know it; whatever a client claims itself is ignored.

    Each trusted proxy appends the address that it saw, so the client's is the n-th from the right.
    """
    hops = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    seen = [*hops, request.META.get("REMOTE_ADDR", "")]
    trusted: int = settings.TRUSTED_PROXIES
    return _network(seen[max(len(seen) - 1 - trusted, 0)])


def _network(address: str) -> str:
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    prefix = IPV4_PREFIX if ip.version == 4 else IPV6_PREFIX  # noqa: PLR2004 -- the version's own name
    return str(ipaddress.ip_network(f"{ip}/{prefix}", strict=False))
