"""What a citizen sees when a link does not open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms_apps.links.errors import LinkError, LinkUnknown

GONE, NOT_FOUND = 410, 404


def link_does_not_open(request: HttpRequest, error: LinkError, *, purpose: str) -> HttpResponse:
    """A friendly page that says what to do; `purpose` is "confirm" or "status"."""
    status = NOT_FOUND if isinstance(error, LinkUnknown) else GONE
    context = {"code": error.code, "purpose": purpose}
    return render(request, "volunteering/link_over.html", context, status=status)
