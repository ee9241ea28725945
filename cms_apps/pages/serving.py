"""Finding a page by its whole path at once, with what its template shows.

Wagtail walks down the tree, two queries for each step, before it looks at language and site. Where the short way
finds nothing (a draft, a feed, several sites) Wagtail's own walk follows.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db.models import IntegerField
from django.http import HttpRequest, HttpResponseBase
from django.urls import re_path
from django.utils.translation import get_language
from wagtail import urls as wagtail_urls
from wagtail import views
from wagtail.models import Site
from wagtail.url_routing import RouteResult

from cms_apps.content.surroundings import find_with_surroundings
from cms_apps.foundation.kept import Kept
from cms_apps.foundation.prepared import Prepared

ROOTS = Kept[Sequence[Any]]("roots")


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with the live page at this path; who may see it is asked by Wagtail as ever."""
    roots = ROOTS.get("", Site.get_site_root_paths)
    page = _page_at(path, roots)
    if page is not None:
        _name_site(request, roots)
        page._wagtail_cached_site_root_paths = roots  # noqa: SLF001 -- as above
        request._wagtail_route_for_request = RouteResult(page)  # type: ignore[attr-defined]  # noqa: SLF001 -- where Wagtail keeps it
    return views.serve(request, path)


def _name_site(request: HttpRequest, roots: Sequence[Any]) -> None:
    """Tell Wagtail what every link of the page asks it for: there is one site. All but its key is read on demand."""
    request._wagtail_cached_site_root_paths = roots  # type: ignore[attr-defined]  # noqa: SLF001 -- as above
    request._wagtail_site = Site.from_db(None, ["id"], [roots[0].site_id])  # type: ignore[attr-defined]  # noqa: SLF001 -- as above


def _page_at(path: str, roots: Sequence[Any]) -> Any:
    """The page, if there is one site; then `roots` are those of its languages."""
    own = [root.root_path for root in roots if root.language_code == get_language()]
    if len({root.site_id for root in roots}) != 1 or len(own) != 1:
        return None
    row, surroundings = find_with_surroundings(own[0], path) or (None, None)
    model = row.specific_class if row else None
    if row is None or model is None:
        return None
    page = _query_of(model).one(key=row.pk)
    if page is not None:
        page.surroundings = surroundings
    return page


@cache
def _query_of(model: Any) -> Prepared[Any]:
    shown_with = getattr(model, "shown_with", ("locale",))
    every = model._default_manager.select_related(*shown_with)  # noqa: SLF001 -- Django's public name
    return Prepared(lambda key: every.filter(pk=key).order_by(), key=IntegerField())


urlpatterns = [
    re_path(wagtail_urls.serve_pattern, serve, name="wagtail_serve"),
    *(pattern for pattern in wagtail_urls.urlpatterns if pattern.name != "wagtail_serve"),
]
