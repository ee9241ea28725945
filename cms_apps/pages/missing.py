"""A missing page offers the German one."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Page, Site

SERVE = "wagtail_serve"


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404; where a translation is missing, with a link to the German page."""
    return render(request, "404.html", {"original": _original(request)}, status=404)


def _original(request: HttpRequest) -> Page | None:
    """Find the live German page behind a path of another language, whose translation is missing or no more than a draft."""
    language, match = get_language(), request.resolver_match
    if language in {None, settings.LANGUAGE_CODE} or match is None or match.url_name != SERVE:
        return None
    site = Site.find_for_request(request)
    if site is None:
        return None
    rest = request.path_info.removeprefix(f"/{language}/")
    german = Page.objects.live().public().filter(locale__language_code=settings.LANGUAGE_CODE)
    draft = Page.objects.filter(
        locale__language_code=language, url_path__in=[f"{home}{rest}" for home in _starts(site, language)]
    )
    return (
        german.filter(url_path=f"{site.root_page.url_path}{rest}").first()
        or german.filter(translation_key__in=draft.values("translation_key")).first()
    )


def _starts(site: Site, language: str | None) -> list[str]:
    starts = Page.objects.filter(
        translation_key=site.root_page.translation_key, locale__language_code=language
    )
    return list(starts.values_list("url_path", flat=True))
