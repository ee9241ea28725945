"""What pages read from the people's tower: two selectors, nothing else (design.md section 3)."""

from collections.abc import Sequence
from typing import Any

try:
    from cms_apps.organisations.selectors import public_organisations
except ImportError:  # until the people's tower brings it

    def public_organisations() -> Sequence[Any]:
        """No organisations yet."""
        return []


try:
    from cms_apps.courses.selectors import next_public_runs
except ImportError:  # until the people's tower brings it

    def next_public_runs(limit: int) -> Sequence[Any]:
        """No courses yet."""
        return []


__all__ = ["next_public_runs", "public_organisations"]
