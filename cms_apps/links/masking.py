"""No secret token in any log line."""

import logging
import re

_TOKEN = re.compile(r"(?<=/)[A-Za-z0-9_-]{40,}(?=[/?\s\"']|$)")


def mask(text: str) -> str:
    """Replace each path segment that could be a token."""
    return _TOKEN.sub("***", text)


class MaskTokens(logging.Filter):
    """Mask tokens in the finished message of a record."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record; it is always kept."""
        record.msg, record.args = mask(record.getMessage()), ()
        return True
