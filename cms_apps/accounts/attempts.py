"""How often somebody may try to sign in, ask for a link or type a code in an hour: exact, unlike allauth's own limits.

Counted for the network that asks and for the account that is asked about, before allauth sees the request.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from cms_apps.foundation import counters
from cms_apps.foundation.networks import network_of
from cms_apps.parameters.selectors import number

GetResponse = Callable[[HttpRequest], HttpResponseBase]
TOO_MANY = 429


@dataclass(frozen=True)
class Door:
    """An address where a secret is tried: the parameters that limit it, and the field that names the account."""

    per_network: str
    per_account: str = ""
    field: str = ""


DOORS = {
    "account_login": Door("network.logins", "account.logins", "login"),
    "account_reset_password": Door("network.resets", "account.resets", "email"),
    "account_reset_password_from_key": Door("network.resets"),
    "account_request_login_code": Door("network.sign_in_codes", "account.sign_in_codes", "email"),
    "account_confirm_login_code": Door("network.logins"),
    "account_reauthenticate": Door("network.logins"),
    "mfa_authenticate": Door("network.logins"),
    "mfa_reauthenticate": Door("network.logins"),
}


class AttemptsMiddleware:
    """Answer 429 to a POST beyond a limit."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: object
    ) -> HttpResponseBase | None:
        """The address is known only now."""
        door = DOORS.get(request.resolver_match.url_name or "") if request.resolver_match else None
        if door is None or request.method != "POST" or _may_try(request, door):
            return None
        return render(request, "429.html", status=TOO_MANY)


def _may_try(request: HttpRequest, door: Door) -> bool:
    """Count both, so that an attempt beyond the one limit is not free for the other."""
    tries = [counters.count(door.per_network, network_of(request), most=number(door.per_network))]
    account = request.POST.get(door.field, "").strip() if door.field else ""
    if account:
        tries.append(counters.count(door.per_account, account, most=number(door.per_account)))
    return all(tries)
