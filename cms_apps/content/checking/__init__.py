"""What a careful colleague would say about a text before it goes out. Hints only: nothing is held back."""

from cms_apps.content.checking.rules import Finding, findings

__all__ = ["Finding", "findings"]
