"""What else somebody may want to read: pages of the same type about the same topic, else the pages beside this one."""

from typing import Any

from wagtail.models import Page

from cms_apps.content.models import BasePage

MOST = 3
START_PAGE_DEPTH = 2


def related_to(page: BasePage) -> list[Page]:
    """At most three live pages that everybody may read; one query.

    Who may read this page may read those above it, so only what is shut itself is left out.
    The pages beside one just below the start page have nothing to do with it, so such a page has none.
    """
    if hasattr(page, "topic_id"):
        return _about_the_same(page) if page.topic_id else []
    if page.depth <= START_PAGE_DEPTH + 1:
        return []
    beside = page.not_shut_itself(Page.objects.sibling_of(page, inclusive=False).live())
    return list(beside.order_by("path").only("title", "url_path")[:MOST])


def _about_the_same(page: Any) -> list[Page]:
    found = type(page).objects.sibling_of(page, inclusive=False).filter(topic=page.topic_id, live=True)
    newest = page.not_shut_itself(found).order_by("-first_published_at", "-pk")
    return list(newest.only("title", "url_path", "untranslated")[:MOST])
