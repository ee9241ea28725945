"""How long a session lives, and which ones a person has."""

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from cms_apps.accounts.models import User
from cms_apps.parameters.selectors import number

BEGAN, SEEN = "session_began", "session_seen"
NOTED_EVERY = 60  # seconds: not every request writes
# What an open editor of Wagtail asks every few seconds. It saves drafts by itself as well, but only what was just typed.
UNATTENDED = frozenset({"wagtailadmin_editing_sessions:ping", "wagtailadmin_editing_sessions:release"})


def begin(request: HttpRequest) -> None:
    """Start the clock of a session that has just signed in; an end that it had before is none now."""
    request.session.set_expiry(None)
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


def renew(request: HttpRequest) -> None:
    """Go on under a new key: whoever copied the old one is out."""
    old = request.session.session_key
    request.session.cycle_key()
    UserSession.objects.filter(session_key=old).update(session_key=request.session.session_key)


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person of this session has signed in a moment ago."""
    began = request.session.get(BEGAN)
    return began is not None and time.time() - began <= settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def sessions_of(user: User) -> QuerySet[UserSession]:
    """Where this person is signed in now, the latest first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return UserSession.objects.filter(user=user, session_key__in=alive).order_by("-created_at", "-pk")


def end_sessions(user: User, *, keep: str | None = None) -> int:
    """Sign this person out everywhere, but for the session `keep`; returns how many ended."""
    ended = list(UserSession.objects.filter(user=user).exclude(session_key=keep or ""))
    for session in ended:
        session.end()
    return len(ended)


def is_over(request: HttpRequest) -> bool:
    """Whether the session of a signed-in person was idle for too long, or is too old."""
    began, seen = request.session.get(BEGAN), request.session.get(SEEN)
    if began is None or seen is None:
        return False
    now = time.time()
    return bool(
        now - began > number("session.hours") * 3600 or now - seen > number("session.idle_minutes") * 60
    )


def has_cookie(request: HttpRequest) -> bool:
    """Whether this browser holds a session at all; without asking for it."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


class SessionAgeMiddleware:
    """End a session that was idle for too long (30 minutes), or is older than a working day (12 hours)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not has_cookie(request):
            return self.get_response(request)  # to ask for the session would make the answer vary on it
        if is_over(request):
            logout(request)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, *_rest: object) -> None:
        """Note that the person is there; the address, known only now, tells what a page left open asks by itself."""
        match = request.resolver_match
        if not has_cookie(request) or match is None or match.view_name in UNATTENDED:
            return
        if BEGAN in request.session and time.time() - request.session[SEEN] > NOTED_EVERY:
            request.session[SEEN] = int(time.time())
