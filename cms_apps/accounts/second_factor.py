"""Who must have a second factor, from when on, and what somebody without one may still open.

Apps register who must (`register`); the sign-in, through which every session comes, writes the last day into the
session (`remember`), and the middleware holds everything shut from then on but the way to a second factor. Where the
duty begins during a session (a new role), the middleware counts from its next request on.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import cast

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms_apps.accounts.models import User
from cms_apps.accounts.sessions import has_cookie
from cms_apps.parameters.selectors import number

SESSION_KEY = "second_factor_by"
HAS_ONE = "second_factor_set_up"
# What leads to a second factor, and out. Public pages and their pictures stay open as well.
OPEN = frozenset(
    {
        "mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn", "account_reauthenticate", "account_login", "account_logout",
        "wagtail_serve", "media", "healthz", "readyz",
    }
)  # fmt: skip
_duties: list[Callable[[User], bool]] = []
_teams: list[Callable[[User], bool]] = []


def register(duty: Callable[[User], bool], *, team_helps: Callable[[User], bool] | None = None) -> None:
    """Let everybody for whom `duty` holds need one; `team_helps`: whom somebody of the own team helps who lost it."""
    if duty not in _duties:
        _duties.append(duty)
    if team_helps is not None and team_helps not in _teams:
        _teams.append(team_helps)


def team_helps(user: User) -> bool:
    """Whether somebody of the person's own team may reset the factor; the centre does it for all others."""
    return any(helps(user) for helps in _teams)


def second_factor_required(user: User) -> bool:
    """Whether some app's duty holds for this person."""
    return any(duty(user) for duty in _duties)


def has_second_factor(user: User) -> bool:
    """Whether one is set up; codes on paper alone are none."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user=user, type__in=kinds).exists()


def remember(request: HttpRequest, user: User) -> None:
    """Write into the session until when this person may go on without; starts the clock where the duty is new."""
    request.session.pop(SESSION_KEY, None)
    request.session[HAS_ONE] = has_second_factor(user)
    if request.session[HAS_ONE] or not second_factor_required(user):
        return
    if user.second_factor_since is None:
        user.second_factor_since = timezone.now()
        user.save(update_fields=["second_factor_since"])
    by = user.second_factor_since + timedelta(days=number("second_factor.grace_days"))
    request.session[SESSION_KEY] = by.isoformat()


def owed_by(request: HttpRequest) -> datetime | None:
    """Until when the person of this session may go on without a second factor; None: nothing is owed."""
    by = request.session.get(SESSION_KEY)
    return datetime.fromisoformat(by) if by else None


def tell(request: HttpRequest) -> None:
    """Say on the next page, desk or admin, until when."""
    by = owed_by(request)
    if by is not None and by > timezone.now():
        day = date_format(timezone.localtime(by), "j. F Y")
        text = _("Ihr Konto braucht ab %(day)s einen zweiten Faktor. Richten Sie ihn unter „Mein Konto“ ein.")
        messages.warning(request, text % {"day": day})


class SecondFactorMiddleware:
    """Whoever owes a second factor after the last day gets to nothing but its set-up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, *_rest: object) -> HttpResponseBase | None:
        """Send on to the set-up, whatever was asked for."""
        match = request.resolver_match
        if (
            not has_cookie(request)
            or match is None
            or match.url_name in OPEN
            or getattr(match.func, "public_page", False)
        ):
            return None
        if not request.user.is_authenticated:
            return None
        _begin_where_new(request)
        by = owed_by(request)
        return redirect("mfa_index") if by is not None and by <= timezone.now() else None


def _begin_where_new(request: HttpRequest) -> None:
    """Ask only about those who owed nothing at sign-in and have no factor: for all others it costs nothing."""
    user = cast("User", request.user)
    if owed_by(request) is None and not request.session.get(HAS_ONE, True) and second_factor_required(user):
        remember(request, user)
        tell(request)
