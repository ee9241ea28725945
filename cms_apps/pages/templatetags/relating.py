"""Links to what else there is."""

from django import template
from wagtail.models import Page

from cms_apps.content.models import BasePage
from cms_apps.pages.related import related_to

register = template.Library()


@register.simple_tag
def related(page: BasePage) -> list[Page]:
    """`{% related page as items %}`: at most three pages on the same topic, or beside this one."""
    return related_to(page)
