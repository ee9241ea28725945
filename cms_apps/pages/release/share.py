"""The picture that stands beside a link to a page: headline and day in our colours, drawn by us."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from cms_apps.foundation.templatetags.vielfalt import day

MARK = settings.ROOT / "site" / "static" / "img" / "mark.svg"
LONGEST_HEADLINE = 160


def picture_data(page: Any, kind: str) -> dict[str, Any]:
    """What the picture is drawn from; a headline that no size has room for ends in "…"."""
    cut = len(page.title) > LONGEST_HEADLINE
    return {
        "headline": f"{page.title[: LONGEST_HEADLINE - 1]}…" if cut else page.title,
        "kind": kind,
        "issuer": page.published_by,
        "day": day(page.date),
        "mark": MARK.read_text(encoding="utf-8"),
        "language": (get_language() or "de").partition("-")[0],
    }
