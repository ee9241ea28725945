"""All live public pages of all languages, and what robots may read."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from cms_apps.content.addresses import LANGUAGE_FREE, SYSTEM_SLUGS
from cms_apps.foundation.languages import EASY

MOST_PAGES = 20_000


class PublicSitemap(Sitemap):
    """Every live page, each with its translations; Wagtail's own sees the tree of one language only."""

    limit = MOST_PAGES

    def items(self) -> Any:
        """Live public pages of all languages, without the root of the tree."""
        return Page.objects.live().public().filter(depth__gt=1).select_related("locale").order_by("path")

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        rows = list(self.paginator.page(page).object_list)
        languages: dict[UUID, list[dict[str, str]]] = defaultdict(list)
        for row in rows:
            if row.locale.language_code == EASY:  # a second German page to machines: see navigation.languages
                continue
            link = {"location": self.location(row), "lang_code": row.locale.language_code}
            languages[row.translation_key].append(link)
        return [
            self._entry(row, [] if row.locale.language_code == EASY else languages[row.translation_key])
            for row in rows
            if self.location(row)
        ]

    def _entry(self, row: Page, links: list[dict[str, str]]) -> dict[str, Any]:
        return {
            "location": self.location(row),
            "lastmod": row.last_published_at,
            "alternates": links if len(links) > 1 else [],
        }


def sitemap(request: HttpRequest) -> HttpResponseBase:
    """Answer with the site map."""
    return sitemap_view(request, {"pages": PublicSitemap(request)})


def robots(request: HttpRequest) -> HttpResponse:
    """Answer with robots.txt: public pages yes, forms and desks no."""
    closed = [f"/{slug}/" if slug in LANGUAGE_FREE else f"/*/{slug}/" for slug in sorted(SYSTEM_SLUGS - OPEN)]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in closed),
        f"Sitemap: {settings.BASE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


# Pictures, styles and documents are public; the first page of the sign-up may be found.
OPEN = frozenset({"media", "static", "dokumente", "bewerbung"})
sitemap.public_page = robots.public_page = True  # type: ignore[attr-defined]
