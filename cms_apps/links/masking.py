"""No secret token, no mail address and nothing that somebody searched for in any log line."""

import logging
import re

_TOKEN = re.compile(r"(?<=/)[A-Za-z0-9_-]{40,}(?=[/?\s\"']|$)")

# Whoever logs an address logs a person.
_EMAIL = re.compile(r"[^\s@/\"'<>=:,]+@[\w-]+(?:\.[\w-]+)+")
_SEARCHED = re.compile(r"(?<=[?&]q=)[^&\s\"']+")


HIDDEN = "***"


def mask(text: str) -> str:
    """Replace each path segment that could be a token, and the words of a search."""
    return _SEARCHED.sub(HIDDEN, _TOKEN.sub(HIDDEN, text))


def mask_line(text: str) -> str:
    """For a log: mail addresses besides."""
    return _EMAIL.sub(HIDDEN, mask(text))


class MaskTokens(logging.Filter):
    """Mask tokens in the finished message of a record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; it is always kept."""
        record.msg, record.args = mask_line(record.getMessage()), ()
        return True
