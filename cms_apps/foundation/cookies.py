"""Cookies of our own: only the server reads them, only this host gets them.

In production all names begin with `__Host-`: a browser then refuses a cookie that a neighbouring host set.
"""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpRequest, HttpResponseBase


def full_name(name: str) -> str:
    """The name that the browser sees."""
    return f"{settings.COOKIE_PREFIX}{name}"


def read(request: HttpRequest, name: str) -> str:
    """Its value, "" without one."""
    return request.COOKIES.get(full_name(name), "")


def write(response: HttpResponseBase, name: str, value: str, *, max_age: int) -> None:
    """Keep `value` in this browser for `max_age` seconds."""
    response.set_cookie(
        full_name(name),
        value,
        max_age=max_age,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def drop(response: HttpResponseBase, name: str) -> None:
    """Take it away."""
    response.delete_cookie(full_name(name), samesite="Lax")


class OwnCookieStorage(CookieStorage):
    """Django's messages under our name."""

    cookie_name = full_name("messages")

    def _update_cookie(self, encoded_data: str, response: HttpResponseBase) -> None:
        """Django's, with the same guards when it takes the cookie away."""
        super()._update_cookie(encoded_data, response)  # type: ignore[misc]
        if self.cookie_name in response.cookies:
            response.cookies[self.cookie_name]["httponly"] = True
            response.cookies[self.cookie_name]["secure"] = settings.SESSION_COOKIE_SECURE or ""


class MessageStorage(FallbackStorage):
    """Messages in a cookie; those that are too long for one in the session."""

    storage_classes = (OwnCookieStorage, SessionStorage)
