"""Leichte Sprache beside the languages of the system.

`de-ls` is German that is written anew, page by page, for readers with learning difficulties. It is a locale with
addresses of its own, but no language for browsers, search engines and catalogues of messages: to them it is German.
"""

from django.conf import settings
from django.utils.translation import get_language

EASY = "de-ls"


def spoken(code: str) -> str:
    """The language tag of what is written in the language `code` of the site; "ls" is no region that anybody knows."""
    return settings.LANGUAGE_CODE if code == EASY else code


def system_language() -> str:
    """The active language of forms, mails and desks."""
    return spoken(get_language() or settings.LANGUAGE_CODE)
