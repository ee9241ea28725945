"""How much one request may bring: bytes, the length of an address and of names, the depth of what is nested."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from cms_apps.foundation.views import bad_request, too_large

GetResponse = Callable[[HttpRequest], HttpResponseBase]
MB = 1024 * 1024
MOST_BYTES, MOST_BYTES_IN_ADMIN = 4 * MB, 64 * MB  # editors upload several pictures at once
MOST_BYTES_WITH_PICTURE = 11 * MB  # a photograph of a telephone, and words about it
PICTURE_PATH = re.compile(r"^/[a-z-]+/schreibtisch/einstellungen/\d+/profil/bild/$")  # at the desk
LONGEST_ADDRESS, LONGEST_COOKIES, LONGEST_NAME = 8192, 16_384, 300
DEEPEST_JSON = 60  # Wagtail's richest pages have 20
_QUOTED = re.compile(rb'"(?:[^"\\]|\\.)*"?', re.DOTALL)
_BRACKETS = re.compile(rb"[\[\]{}]")
OPENING = b"[{"


class InputLimitsMiddleware:
    """Answer 413 to too much and 400 to what is nested too deep, before anything reads it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _is_too_long(request) or _declared_bytes(request) > _most_bytes(request):
            return too_large(request)
        if request.method in {"POST", "PUT", "PATCH"} and _is_too_nested(request):
            return bad_request(request)
        return self.get_response(request)


def depth(text: bytes) -> int:
    """How deep brackets are nested, outside of strings; counts no further than it must."""
    deepest = level = 0
    for bracket in _BRACKETS.finditer(_QUOTED.sub(b"", text)):
        level += 1 if bracket[0] in OPENING else -1
        deepest = max(deepest, level)
    return deepest


def _is_too_long(request: HttpRequest) -> bool:
    address = len(request.path) + len(request.META.get("QUERY_STRING", ""))
    return address > LONGEST_ADDRESS or len(request.META.get("HTTP_COOKIE", "")) > LONGEST_COOKIES


def _declared_bytes(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _most_bytes(request: HttpRequest) -> int:
    if request.path.startswith(settings.CSP_ADMIN_PATH):
        return MOST_BYTES_IN_ADMIN
    return MOST_BYTES_WITH_PICTURE if PICTURE_PATH.match(request.path) else MOST_BYTES


def _is_too_nested(request: HttpRequest) -> bool:
    if request.method != "POST" or request.content_type == "application/json":
        return depth(request.body) > DEEPEST_JSON
    return any(
        len(name) > LONGEST_NAME or any(_is_deep(value) for value in values)
        for name, values in request.POST.lists()
    )


def _is_deep(value: str) -> bool:
    return value[:1] in {"[", "{"} and depth(value.encode(errors="replace")) > DEEPEST_JSON
