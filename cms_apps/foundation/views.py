"""Error pages and the answer to an expired form token."""

from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

SIGN_UP_PATH = "/bewerbung/"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Show the form again with what was typed when its view can do so, else a page that says what to do.

    Nothing is saved in either case: a view opts in with `reshow_on_expired_token = True` and then must
    answer a request that carries `csrf_expired` by showing the bound form.
    """
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return render(request, "403_csrf.html", status=403)
    view_class = getattr(match.func, "view_class", None)
    if not getattr(view_class, "reshow_on_expired_token", False):
        return render(request, "403_csrf.html", status=403)
    request.csrf_expired = True  # type: ignore[attr-defined]
    request.resolver_match = match
    response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    if hasattr(response, "render"):
        response = response.render()
    return response


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """400: the address or the form holds something that no browser sends; 413 when there is too much of it."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return _static_page(request, "400.html", 400)


def too_large(request: HttpRequest) -> HttpResponse:
    """413: more than any form of this site takes."""
    return _static_page(request, "413.html", 413)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 as a page that needs no database, with an id for the phone."""
    return _static_page(request, "500.html", 500)


def service_unavailable(request: HttpRequest) -> HttpResponse:
    """503 while the database is away; asks to come back in a minute."""
    response = _static_page(request, "503.html", 503)
    response["Retry-After"] = "60"
    return response


def _static_page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    context = {"error_id": getattr(request, "error_id", ""), "in_sign_up": SIGN_UP_PATH in request.path}
    return HttpResponse(render_to_string(template, context), status=status)
