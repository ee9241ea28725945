"""Menus and breadcrumbs for templates; both work without any page, site or language in the database."""

from typing import Any

from django import template
from wagtail.models import Page

from cms_apps.navigation.languages import LanguageLink, announced, language_links
from cms_apps.navigation.selectors import MenuLink, menu_links, path_to

register = template.Library()


@register.simple_tag(takes_context=True)
def menu(context: dict[str, Any], place: str) -> list[MenuLink]:
    """`{% menu "main" as items %}`: entries with .title, .url and .current."""
    return menu_links(place, context.get("request"))


@register.simple_tag(takes_context=True)
def languages(context: dict[str, Any]) -> list[LanguageLink]:
    """`{% languages as links %}`: this page, or this address, in each language."""
    page = context.get("page")
    return language_links(page if isinstance(page, Page) else None, context.get("request"))


@register.inclusion_tag("navigation/breadcrumbs.html", takes_context=True)
def breadcrumbs(context: dict[str, Any], page: Page) -> dict[str, Any]:
    """`{% breadcrumbs page %}`: the way from the start page to this one."""
    return {"links": path_to(page, context.get("request")), "page": page}


@register.inclusion_tag("navigation/alternates.html", takes_context=True)
def alternates(context: dict[str, Any], page: Page) -> dict[str, Any]:
    """`{% alternates page %}`: hreflang links to the live translations; costs nothing beside the language switch."""
    return {"links": announced(page, context.get("request"))}
