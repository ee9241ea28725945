"""Wagtail's own checks, which run in the preview beside the editor (axe-core), asked a little more strictly."""

from typing import Any, ClassVar

from wagtail.admin.userbar import ContentCheckerItem

# A picture that nobody described has an empty alternative text; our own drawings are marked as decoration.
BAD_WORDS = r"^\s*$|\.(avif|gif|jpg|jpeg|png|svg|webp)$|_"


class PreviewChecks(ContentCheckerItem):
    """A picture without an alternative text is named, not only one with the name of its file."""

    axe_custom_rules: ClassVar[list[dict[str, Any]]] = [
        {**rule, "selector": "img[alt]:not([data-decoration])"} if rule["id"] == "alt-text-quality" else rule
        for rule in ContentCheckerItem.axe_custom_rules
    ]
    axe_custom_checks: ClassVar[list[dict[str, Any]]] = [
        {**check, "options": {"pattern": BAD_WORDS}} if check["id"] == "check-image-alt-text" else check
        for check in ContentCheckerItem.axe_custom_checks
    ]
    axe_messages: ClassVar[dict[str, Any]] = {
        **ContentCheckerItem.axe_messages,
        "alt-text-quality": {
            "error_name": "Dem Bild fehlt ein Alternativtext",
            "help_text": "Schreiben Sie in der Bildersammlung, was zu sehen ist; nicht den Namen der Datei.",
        },
    }
