"""Whether links lead somewhere: pages and files by key, addresses of ours by the way that a request would take."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import SplitResult, quote, unquote, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import get_language_from_path, override
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Page, Site

from cms_apps.content.addresses import LANGUAGE_FREE, localised
from cms_apps.content.dead_links.asking import PORTS
from cms_apps.content.dead_links.finding import Link
from cms_apps.content.models import OutsideAddress, Reason

LASTING = 3  # different days on which an address of others fails before anybody is told
Verdict = tuple[Reason, str, datetime | None]  # why, the target in words, since when if that is known


class Judge:
    """Knows the targets of many links at once: two queries for all pages and files, one for addresses of others."""

    def __init__(self, links: Iterable[Link]) -> None:
        links = list(links)
        keys = {link.page for link in links if link.page}
        self._pages: dict[int, Page] = {
            page.pk: page for page in Page.objects.filter(pk__in=keys).annotate_approved_schedule()
        }
        files = {link.document for link in links if link.document}
        self._files = set(get_document_model().objects.filter(pk__in=files).values_list("pk", flat=True))
        outside = {link.address for link in links if is_outside(link.address)}
        failing = OutsideAddress.objects.filter(address__in=outside, failed_days__gte=LASTING)
        self._failing = {one.address: one for one in failing}
        self._ours: dict[tuple[str, str], bool] = {}

    def verdict(self, link: Link, language: str) -> Verdict | None:
        """Why this link on a page in `language` is dead; None where it leads somewhere."""
        if link.page:
            return self._of_page(self._pages.get(link.page))
        if link.document:
            return None if link.document in self._files else (Reason.GONE, "Dokument", None)
        if not link.address:
            return Reason.GONE, "nichts ausgewählt", None
        if is_outside(link.address):
            if settings.CHECK_OUTSIDE_LINKS and not has_usual_port(link.address):
                return Reason.UNCHECKED, link.address, None
            one = self._failing.get(link.address)
            return (Reason(one.problem), one.address, one.failing_since) if one else None
        path = path_of_ours(link.address)
        return None if path is None or self._answers(path, language) else (Reason.NOWHERE, link.address, None)

    @staticmethod
    def _of_page(page: Any) -> Verdict | None:
        if page is None:
            return Reason.GONE, "Seite", None
        if page.live:
            return None
        return reason_of(page), page.title, None

    def _answers(self, path: str, language: str) -> bool:
        key = (path, language)
        if key not in self._ours:
            self._ours[key] = _answers(path, language)
        return self._ours[key]


def reason_of(page: Any) -> Reason:
    """Why readers do not find a page that is not live."""
    if page.approved_schedule and not (page.expire_at and page.expire_at <= timezone.now()):
        return Reason.LATER
    if page.expired:
        return Reason.EXPIRED
    return Reason.WITHDRAWN if page.first_published_at else Reason.NEVER


def is_outside(address: str) -> bool:
    """Whether an address belongs to others and can be asked."""
    parts = _split(address)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not _is_ours(parts)


def has_usual_port(address: str) -> bool:
    """Whether an address of others is one that this installation asks at (`OUTSIDE_LINK_PORTS`)."""
    parts = _split(address)
    return (parts.port or PORTS.get(parts.scheme)) in settings.OUTSIDE_LINK_PORTS


def path_of_ours(address: str) -> str | None:
    """The path of an address of ours; None for mail, telephone, and places on the same page."""
    parts = _split(address)
    ours = _is_ours(parts) if parts.netloc else address.startswith("/")
    return parts.path or "/" if ours else None


def _is_ours(parts: SplitResult) -> bool:
    return _place(parts) in _own_hosts()


def _place(parts: SplitResult) -> tuple[str, int | None]:
    """Host and port as a browser sees them."""
    usual = PORTS.get(parts.scheme)
    return parts.hostname or "", None if parts.port == usual else parts.port


def _split(address: str) -> SplitResult:
    """What a slip of the pen makes of an address ("https://[") has no parts."""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 -- says here whether it is a number
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts


def _own_hosts() -> set[tuple[str, int | None]]:
    addresses = [settings.BASE_URL, *(root.root_url for root in Site.get_site_root_paths())]
    return {_place(urlsplit(one)) for one in addresses} - {("", None)}


def _answers(typed: str, language: str) -> bool:
    """Whether a reader of a page in `language` gets something there; a slash at the end is added as for readers."""
    path = unquote(typed)
    if "\x00" in path or path.startswith("//"):
        return False
    with override(language):
        path = localised(path)
        if get_language_from_path(path) is None and path.strip("/").split("/")[0] not in LANGUAGE_FREE:
            path = path if path in {"/", "/robots.txt", "/sitemap.xml"} else f"/{language}{path}"
    ways = [path] if path.endswith("/") else [path, f"{path}/"]
    with override(get_language_from_path(path) or language):
        return any(_resolves(way) for way in ways) or _is_redirected(typed, quote(path))


def _resolves(path: str) -> bool:
    try:
        match = resolve(path)
    except Resolver404:
        return False
    if match.url_name == "wagtail_serve":
        return _is_page(path, match.args[0])
    if match.url_name == "wagtaildocs_serve":
        return bool(get_document_model().objects.filter(pk=match.args[0]).exists())
    return True


def _is_page(path: str, below_language: str) -> bool:
    """As Wagtail walks: down the tree of the active language, to feeds and other parts of a page too."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return False
    request = HttpRequest()
    request.path = request.path_info = path
    request.META |= {"SERVER_NAME": site.hostname, "SERVER_PORT": str(site.port)}
    try:
        site.root_page.localized.specific.route(request, [one for one in below_language.split("/") if one])
    except Http404:
        return False
    return True


def _is_redirected(*paths: str) -> bool:
    return bool(Redirect.objects.filter(old_path__in=map(Redirect.normalise_path, paths)).exists())
