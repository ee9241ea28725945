"""Where an address went whose page was renamed or moved."""

from http import HTTPStatus
from typing import Any

from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

MOST_PARTS = 12  # of an address that is looked at


class RedirectBelowMiddleware(RedirectMiddleware):  # type: ignore[misc]  # Wagtail has no types
    """Wagtail knows where a page went; what that page shows below itself (a course, a feed, a paper) went with it."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        """Lead to the same place below the page's new address, where the address itself is not known."""
        found = super().process_response(request, response)
        if found.status_code != HTTPStatus.NOT_FOUND or request.method not in {"GET", "HEAD"}:
            return found
        address = _below_a_page_that_moved(request)
        return HttpResponsePermanentRedirect(address) if address else found


def _below_a_page_that_moved(request: HttpRequest) -> str:
    parts = request.path.strip("/").split("/")
    above = [f"/{'/'.join(parts[:length])}" for length in range(1, len(parts))]
    if not above or len(parts) > MOST_PARTS or "\0" in request.path:
        return ""
    moved = Redirect.get_for_site(Site.find_for_request(request)).filter(
        old_path__in=above, redirect_page__isnull=False
    )
    nearest = moved.order_by(Length("old_path").desc()).first()
    if nearest is None or not nearest.link:
        return ""
    path = f"{nearest.link.rstrip('/')}{request.path.removeprefix(nearest.old_path)}"
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return "" if path == request.path else f"{path}{query}"
