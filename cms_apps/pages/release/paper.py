"""A release as a PDF that screen readers can read (`templates/papers/release.typ`)."""

from dataclasses import asdict
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cms_apps.pages.release.account import Account


def paper_data(account: Account) -> dict[str, Any]:
    """What the paper is set from."""
    return {
        **asdict(account),
        "language": (get_language() or "de").partition("-")[0],
        "page": [_("Seite"), _("von")],
    }
