"""Requests that the views of the admin cannot read: third parties trust what a form sends, so a wrong one ends in an error there."""

import logging
from collections.abc import Callable
from pathlib import Path
from traceback import walk_tb
from types import FrameType

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import NoReverseMatch
from django.utils.datastructures import MultiValueDictKeyError

from cms_apps.foundation.views import bad_request

logger = logging.getLogger("vielfalt.unreadable")
# Django asks here whether a text can be a number or a key at all.
READS_A_VALUE = "get_prep_value"
# SQLite's search takes quotes and brackets for its own; Wagtail hands them on as they are.
OURS = (settings.ROOT / "cms_apps", settings.ROOT / "site")
# Places in Wagtail 8.0.1 that cannot do without what a request need not bring: an address, a signed name of a file, a form
# to make something by, the number of a row in a form.
STUMBLES = {
    (AttributeError, "wagtail.admin.forms.choosers", "is_absolute_path"),
    (AttributeError, "wagtail.admin.views.generic.chooser", "post"),
    (KeyError, "wagtail.contrib.redirects.forms", "clean"),
    (ValidationError, "django.db.models.fields", "to_python"),
}
SEARCH = "modelsearch."  # nests one clause in the other for each word, a thousand deep
NO_SUCH_NUMBER = "22003"  # of PostgreSQL: out of range
NO_SEARCH = ("fts5: ", "unterminated string")


class UnreadableInputMiddleware:
    """Answer 400 below /admin/ where an error of Wagtail's views says by itself that the request was wrong.

    A field that is missing, a key that no database can hold, an object that is not there, a way back that is no address,
    a search that SQLite cannot read, or of hundreds of words, or one of four places by name (`STUMBLES`). Every other error stays one, and so does each that came through code of ours, or
    that came though nothing was asked for: those are for us to mend.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page of a bad request, and a line in the log without what was sent."""
        if not request.path.startswith(settings.CSP_ADMIN_PATH) or _is_ours(exception):
            return None
        if not _tells_of_input(request, exception):
            return None
        *_before, (frame, line) = walk_tb(exception.__traceback__)
        logger.warning(
            "unreadable request: %s at %s:%s", type(exception).__name__, frame.f_code.co_filename, line
        )
        return bad_request(request)


def _has_key(request: HttpRequest) -> bool:
    """Whether the address names an object."""
    return request.resolver_match is not None and bool(
        request.resolver_match.args or request.resolver_match.kwargs
    )


def _is_ours(exception: Exception) -> bool:
    """Whether a line of ours lies on the way from the view to the error."""
    files = (Path(frame.f_code.co_filename) for frame, _line in walk_tb(exception.__traceback__))
    return any(file.is_relative_to(folder) for file in files for folder in OURS)


def _stumbles(exception: Exception) -> bool:
    """Whether the error began in one of the known places: what they call must not hide behind them."""
    *_before, (frame, _line) = walk_tb(exception.__traceback__)
    return (type(exception), _module(frame), frame.f_code.co_name) in STUMBLES


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", ""))


def _is_too_deep(exception: Exception) -> bool:
    """Whether it was the search that called itself too often."""
    frames = walk_tb(exception.__traceback__)
    return isinstance(exception, RecursionError) and any(_module(one).startswith(SEARCH) for one, _ in frames)


def _tells_of_input(request: HttpRequest, exception: Exception) -> bool:
    if isinstance(exception, MultiValueDictKeyError | ObjectDoesNotExist):
        return request.method in {"POST", "PUT"} or bool(request.GET) or _has_key(request)
    if isinstance(exception, DataError):
        return getattr(exception.__cause__, "sqlstate", "") == NO_SUCH_NUMBER
    if isinstance(exception, OverflowError) or _stumbles(exception) or _is_too_deep(exception):
        return True
    if isinstance(exception, NoReverseMatch):
        way_back = request.POST.get("next") or request.GET.get("next") or "/"
        return not way_back.startswith("/")
    if isinstance(exception, OperationalError):
        return str(exception).startswith(NO_SEARCH)
    return isinstance(exception, ValueError | TypeError) and any(
        frame.f_code.co_name == READS_A_VALUE for frame, _line in walk_tb(exception.__traceback__)
    )
