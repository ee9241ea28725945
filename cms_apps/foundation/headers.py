"""What a browser may do with each answer: policies for the admin, and headers that Django has no setting for."""

from collections.abc import Callable

from csp.constants import NONCE
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from cms_apps.foundation.inline_scripts import with_nonces

GetResponse = Callable[[HttpRequest], HttpResponseBase]
POLICY = "Content-Security-Policy"


class HeadersMiddleware:
    """Nobody embeds our answers, and robots keep none that is not public.

    A view says `indexed = True` when it may be found though nobody may cache it: the first page of the sign-up.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "no-store" not in response.get("Cache-Control", ""):
            return response
        response.headers.pop(
            "ETag", None
        )  # of a document it would be the hash; what is kept nowhere needs none
        if not self._is_indexed(request):
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    @staticmethod
    def _is_indexed(request: HttpRequest) -> bool:
        match = request.resolver_match
        return match is not None and getattr(match.func, "indexed", False)


class AdminPolicyMiddleware:
    """The policy of the Wagtail admin: the known inline scripts by nonce, style by its editors' libraries.

    Draftail and the translation editor write style elements; there is no seam for a nonce in them.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not request.path.startswith(settings.CSP_ADMIN_PATH):
            return response
        if response.headers.pop(
            POLICY, None
        ):  # a preview: it has been through the chain as the page that it shows
            response._csp_replace = {"frame-ancestors": ["'self'"]}  # type: ignore[attr-defined]  # noqa: SLF001 -- django-csp's seam
            return response
        if isinstance(response, HttpResponse) and response.get("Content-Type", "").startswith("text/html"):
            self._allow_scripts(request, response)
        response._csp_update = {  # type: ignore[attr-defined]  # noqa: SLF001 -- as above
            "script-src": [NONCE],
            "style-src": ["'unsafe-inline'"],
            "img-src": ["data:", "blob:"],
            "frame-src": ["'self'"],
        }
        return response

    @staticmethod
    def _allow_scripts(request: HttpRequest, response: HttpResponse) -> None:
        html = response.content.decode(response.charset)
        marked = with_nonces(html, lambda: str(request.csp_nonce))  # type: ignore[attr-defined]
        if marked != html:
            response.content = marked.encode(response.charset)
