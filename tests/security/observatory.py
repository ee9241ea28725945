"""The published table of the MDN HTTP Observatory (1.4.8), for one answer served by TLS: `score(response)`.

Kept small: what this site never sends (meta policies, CORS, scripts of others) counts as the worst of its row.
"""

import re
from collections.abc import Mapping
from http.cookies import Morsel

BASE, BONUS_FROM = 100, 90
HALF_A_YEAR = 15_768_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
BROAD = {"*", "http:", "https:", "ftp:", "http://*", "https://*"}
SCRIPT = re.compile(r"<script(?P<attributes>[^>]*\ssrc=[^>]*)>")


def score(headers: Mapping[str, str], cookies: list[Morsel], html: str, *, host: str) -> int:
    """The points; extra ones count only for whoever has 90 without them."""
    points = [
        policy_points(headers.get("Content-Security-Policy", "")),
        cookie_points(cookies),
        -50 if headers.get("Access-Control-Allow-Origin") == "*" else 0,
        referrer_points(headers.get("Referrer-Policy")),
        transport_points(headers.get("Strict-Transport-Security", "")),
        script_points(html, host),
        0 if headers.get("X-Content-Type-Options") == "nosniff" else -5,
        frame_points(headers),
        {"same-origin": 10, "same-site": 10, "cross-origin": 0}.get(
            headers.get("Cross-Origin-Resource-Policy", "cross-origin"), -5
        ),
    ]
    without = BASE + sum(one for one in points if one < 0)
    return BASE + sum(points) if without >= BONUS_FROM else without


def directives(policy: str) -> dict[str, set[str]]:
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {name: set(sources) for name, *sources in parts}


def policy_points(policy: str) -> int:
    if not policy:
        return -25
    found = directives(policy)
    default = found.get("default-src", {"*"})
    script, style = found.get("script-src", default), found.get("style-src", default)
    objects = found.get("object-src", default)
    if (script | objects) & BROAD or (script | objects) & {"'unsafe-inline'", "data:"}:
        return -20
    if "'unsafe-eval'" in script | style:
        return -10
    if style & (BROAD | {"'unsafe-inline'", "data:"}):
        return 0
    return 10 if default == {"'none'"} else 5


def cookie_points(cookies: list[Morsel]) -> int:
    if not cookies:
        return 0
    if not all(one["secure"] for one in cookies):
        return -40
    if not all(one["httponly"] for one in cookies):
        return -30
    return 5 if all(one["samesite"] in {"Lax", "Strict"} for one in cookies) else 0


def referrer_points(policy: str | None) -> int:
    if policy is None:
        return 0
    return 5 if policy in PRIVATE else -5


def transport_points(value: str) -> int:
    """Without the five for a host that browsers know beforehand."""
    age = re.search(r"max-age=(\d+)", value)
    if age is None:
        return -20
    return 0 if int(age[1]) >= HALF_A_YEAR else -10


def script_points(html: str, host: str) -> int:
    scripts = [found["attributes"] for found in SCRIPT.finditer(html)]
    if not scripts:
        return 0
    if any(re.search(r'src="(?:https?:)?//(?!' + re.escape(host) + ")", one) for one in scripts):
        return -50
    return 5 if all("integrity=" in one for one in scripts) else 0


def frame_points(headers: Mapping[str, str]) -> int:
    if "frame-ancestors" in directives(headers.get("Content-Security-Policy", "")):
        return 5
    return 0 if headers.get("X-Frame-Options") in {"DENY", "SAMEORIGIN"} else -20
