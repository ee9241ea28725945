"""What else somebody may want to read: pages of the same type about the same topic, else the pages beside this one."""

from typing import Any

from wagtail.models import Page

from cms_apps.content.models import BasePage
from cms_apps.pages.listing import PAGE_LISTS

MOST = 3
START_PAGE_DEPTH = 2


def related_to(page: BasePage) -> list[Page]:
    """At most three live pages that everybody may read; the same few stand on every page of a topic or a section.

    Who may read this page may read those above it, so only what is shut itself is left out.
    The pages beside one just below the start page have nothing to do with it, so such a page has none.
    """
    topic = getattr(page, "topic_id", None)
    if not topic and (hasattr(page, "topic_id") or page.depth <= START_PAGE_DEPTH + 1):
        return []
    candidates = _kept(page, topic) if page.none_is_shut else _first(page, topic)
    return [one for one in candidates if one.pk != page.pk][:MOST]


def _kept(page: Any, topic: int | None) -> list[Page]:
    found: list[Page] = PAGE_LISTS.get(
        ("related", type(page) if topic else None, page.path[: -page.steplen], topic),
        lambda: _first(page, topic),
    )
    return found


def _first(page: Any, topic: int | None) -> list[Page]:
    """One more than are shown: one of them may be the page itself."""
    model: Any = type(page) if topic else Page
    found = page.not_shut_itself(model.objects.sibling_of(page, inclusive=True).live())
    if topic:
        newest = found.filter(topic=topic).order_by("-first_published_at", "-pk")
        return list(newest.only("title", "url_path", "untranslated")[: MOST + 1])
    return list(found.order_by("path").only("title", "url_path")[: MOST + 1])
