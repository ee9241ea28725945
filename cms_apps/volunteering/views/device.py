"""On a device that others use, too: let it forget which links and drafts it has opened."""

from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic.base import View

from cms_apps.accounts.sessions import has_cookie
from cms_apps.foundation import cookies
from cms_apps.links import grants
from cms_apps.volunteering.wizard import ownership

DONE = "fertig"


class CloseHereView(View):
    """Asks, and forgets by POST; the links in the mails go on working."""

    http_method_names: Any = ["get", "head", "post"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask, or say that it is done."""
        return render(request, "volunteering/close_here.html", {"done": DONE in request.GET})

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Take both cookies away, and sign out; a repeat takes away nothing more."""
        if has_cookie(request):
            logout(request)
        response = redirect(f"{reverse('sign_up:close_here')}?{DONE}")
        for name in (grants.COOKIE, ownership.COOKIE):
            cookies.drop(response, name)
        return response
