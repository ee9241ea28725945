"""What holds for every request: an id, caching rules, refused NUL bytes, a friendly page when the database is away."""

import logging
import secrets
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_cache_control

from cms_apps.foundation.kept import one_request
from cms_apps.foundation.languages import spoken
from cms_apps.foundation.logs import request_id
from cms_apps.foundation.views import bad_request, service_unavailable

logger = logging.getLogger("vielfalt.database")
GetResponse = Callable[[HttpRequest], HttpResponseBase]
PUBLIC_SECONDS = 60
READER_SECONDS = 1.0  # how old what is kept for the whole site may be for whoever only reads
NUL = "\x00"


class RequestIdMiddleware:
    """Give each request a short id that an error page can show and a log line can carry, and tell where it begins."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.error_id = secrets.token_hex(4)  # type: ignore[attr-defined]
        request_id.set(request.error_id)  # type: ignore[attr-defined]
        only_reads = request.method in {"GET", "HEAD"} and not request.COOKIES
        with one_request(seconds_old=READER_SECONDS if only_reads else 0):
            response = self.get_response(request)
        response.headers["X-Request-Id"] = request.error_id  # type: ignore[attr-defined]
        return response


class CachingMiddleware:
    """Public pages may be cached by anybody and vary on the path alone; all else is `private, no-store` (rule 6)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.has_header("Cache-Control"):
            return response
        if self._is_public(request, response):
            patch_cache_control(response, public=True, max_age=PUBLIC_SECONDS)  # type: ignore[arg-type]
            response.headers.pop("Vary", None)
        else:
            response.headers["Cache-Control"] = "private, no-store"
        return response

    @staticmethod
    def _is_public(request: HttpRequest, response: HttpResponseBase) -> bool:
        match = request.resolver_match
        return (
            request.method in {"GET", "HEAD"}
            and response.status_code == HTTPStatus.OK
            and not response.cookies
            and match is not None
            and (match.view_name == "wagtail_serve" or getattr(match.func, "public_page", False))
        )


class LanguageMiddleware:
    """The language stands in the address and nowhere else: no cookie, no header, so a page varies on its path alone.

    What has no language in its address is German: the admin, machines' pages, `/fr/`. Django's own middleware would
    send a missing address on to `/de/…`; here it is missing at once.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        translation.activate(language)
        request.LANGUAGE_CODE = language
        try:
            response = self.get_response(request)
        finally:
            translation.deactivate()
        response.headers.setdefault("Content-Language", spoken(language))
        return response


class NulByteMiddleware:
    """Answer 400 to a NUL byte in path, query, cookie or body: PostgreSQL cannot store one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return bad_request(request) if self._has_nul(request) else self.get_response(request)

    @classmethod
    def _has_nul(cls, request: HttpRequest) -> bool:
        heads = [request.path, *request.COOKIES.values()]
        heads += [part for pair in request.GET.lists() for part in (pair[0], *pair[1])]
        return any(NUL in head for head in heads) or cls._body_has_nul(request)

    @staticmethod
    def _body_has_nul(request: HttpRequest) -> bool:
        if request.method not in {"POST", "PUT", "PATCH"}:
            return False
        if request.method != "POST" or request.content_type == "application/json":
            return any(form in request.body for form in (b"\x00", b"%00", b"\\u0000"))
        return any(NUL in part for name, values in request.POST.lists() for part in (name, *values)) or any(
            NUL in str(getattr(file, "name", "")) for file in request.FILES.values()
        )


class DatabaseAwayMiddleware:
    """Turn a database that does not answer into the static 503 page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 503 for an error of the connection; anything else stays an error."""
        if isinstance(exception, OperationalError | InterfaceError):
            logger.error("database away: %s", type(exception).__name__)
            return service_unavailable(request)
        return None
