"""The log `vielfalt.security`: who (by id) did or was refused what. Never a name, an address or what was typed."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponseBase

logger = logging.getLogger("vielfalt.security")
GetResponse = Callable[[HttpRequest], HttpResponseBase]
REFUSED, LIMITED = "access_refused", "limit_hit"
EVENTS: dict[int, str] = {
    HTTPStatus.BAD_REQUEST: "bad_request",
    HTTPStatus.UNAUTHORIZED: REFUSED,
    HTTPStatus.FORBIDDEN: REFUSED,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
    HTTPStatus.TOO_MANY_REQUESTS: LIMITED,
}


def note(event: str, *, user: object = None, what: str = "") -> None:
    """One line: the event, the id of the account, and a name from our own code (a route, a kind, a verb)."""
    logger.info(
        "%s user=%s what=%s",
        event,
        user or "-",
        what or "-",
        extra={"event": event, "user": user, "what": what},
    )


class SecurityLogMiddleware:
    """Note each refusal by the pattern of its address, which names nobody; foreign objects answer 404."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        user = getattr(getattr(request, "_cached_user", None), "pk", None)  # asks the database for nothing
        event = EVENTS.get(response.status_code)
        if event is None and response.status_code == HTTPStatus.NOT_FOUND and user and request.resolver_match:
            event = REFUSED
        if event:
            note(event, user=user, what=request.resolver_match.route if request.resolver_match else "")
        return response
