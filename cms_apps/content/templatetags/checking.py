"""`{% load checking %}`: the hints in Wagtail's panel of checks."""

from typing import Any

from django import template

from cms_apps.content.checking import Finding, findings
from cms_apps.content.models import BasePage

register = template.Library()


@register.simple_tag
def hints_about(page: Any) -> list[Finding] | None:
    """`{% hints_about page as hints %}`: None for what is no page of ours, or not saved yet."""
    return findings(page) if isinstance(page, BasePage) and page.pk else None
