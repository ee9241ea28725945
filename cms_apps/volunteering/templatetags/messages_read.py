"""What of a thread is new to whom."""

from collections.abc import Iterable

from django import template

from cms_apps.volunteering.models import Message

register = template.Library()


@register.filter
def has_new_from_team(thread: Iterable[Message]) -> bool:
    """Whether the person has something unread."""
    return any(one.from_team and one.read_at is None for one in thread)


@register.filter
def has_new_from_person(thread: Iterable[Message]) -> bool:
    """Whether the team has something unread."""
    return any(not one.from_team and one.read_at is None for one in thread)
