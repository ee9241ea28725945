"""All live public pages of all languages with the courses below them, and what robots may read."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as sitemap_view
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.functional import cached_property
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from cms_apps.content.addresses import LANGUAGE_FREE, SYSTEM_SLUGS
from cms_apps.courses.models import CourseRun
from cms_apps.courses.selectors import shown_courses
from cms_apps.foundation.languages import EASY
from cms_apps.pages.models import CoursesPage

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


class CourseSitemap(Sitemap):
    """Every course with a page of its own below each page of courses, with the same course in the other languages."""

    limit = MOST_PAGES

    def items(self) -> Any:
        """Pairs of a page of courses and a course."""
        return self._pairs

    @cached_property
    def _pairs(self) -> list[tuple[CoursesPage, CourseRun]]:
        """Read once, for Django asks several times. Three queries at most."""
        runs = list(shown_courses())
        if not runs:
            return []
        pages = CoursesPage.objects.live().public().select_related("locale").order_by("path")
        return [(page, run) for page in pages for run in runs]

    def location(self, obj: Any = None) -> str:
        """The address of a course below its page; none for a page outside every site."""
        page, run = obj
        url = page.get_full_url(self.request)
        return f"{url}{run.pk}/" if url else ""

    def _urls(self, page: int, protocol: str, domain: str) -> list[dict[str, Any]]:
        return [self._entry(one) for one in self.paginator.page(page).object_list if self.location(one)]

    def _entry(self, one: tuple[CoursesPage, CourseRun]) -> dict[str, Any]:
        page, run = one
        links = [
            {"location": self.location((other, run)), "lang_code": other.locale.language_code}
            for other in self._siblings.get(page.translation_key, [])
        ]
        alone = len(links) < 2 or page.locale.language_code == EASY  # noqa: PLR2004 -- itself and another
        changed_at = run.changed_at  # type: ignore[attr-defined]
        return {"location": self.location(one), "lastmod": changed_at, "alternates": [] if alone else links}

    @cached_property
    def _siblings(self) -> dict[UUID, list[CoursesPage]]:
        found: dict[UUID, dict[int, CoursesPage]] = defaultdict(dict)
        for page, _run in self._pairs:
            if page.locale.language_code != EASY:
                found[page.translation_key][page.pk] = page
        return {key: list(pages.values()) for key, pages in found.items()}


def sitemap(request: HttpRequest) -> HttpResponseBase:
    """Answer with the site map."""
    return sitemap_view(request, {"pages": PublicSitemap(request), "courses": CourseSitemap(request)})


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
