"""How the admin looks and what it says first."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from cms_apps.pages.waiting import WaitingPanel


@hooks.register("construct_homepage_panels")
def say_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    """Add our own panel; its order puts it first."""
    panels.append(WaitingPanel())


@hooks.register("construct_help_menu")
def no_help_from_elsewhere(request: HttpRequest, menu_items: list[Any]) -> None:
    """Drop links to pages of others in English; our own help for editors stands in docs/."""
    menu_items.clear()


@hooks.register("insert_global_admin_css")
def admin_colours() -> SafeString:
    """Our colours, nothing else."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
