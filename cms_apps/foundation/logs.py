"""How log lines look: one line each, in UTC, with the id of the request, and nothing that a person typed.

The message of an exception may quote a row or a form ("Key (email)=(…) already exists"), so a traceback is written
as its places and the kind of error only.
"""

import logging
import re
import time
from contextvars import ContextVar
from traceback import extract_tb
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter

request_id: ContextVar[str] = ContextVar("request_id", default="")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithRequestId(logging.Filter):
    """Give each record the id that the error page shows."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always kept."""
        record.request_id = request_id.get()
        return True


def places(exc_info: ExcInfo) -> str:
    """Where an error came from, and of which kind each was that led to it; errors may name each other in a circle."""
    error, lines, seen = exc_info[1], [], set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        lines.append(type(error).__name__)
        lines += [
            f"{one.filename}:{one.lineno} {one.name}" for one in reversed(extract_tb(error.__traceback__))
        ]
        error = error.__cause__ or error.__context__
    return " < ".join(lines)


OURS = ("time", "level", "logger", "request_id", "message", "event", "user", "what", "exc_info")


class JsonLines(JsonFormatter):
    """For machines: JSON, which itself writes line ends as signs."""

    converter = time.gmtime  # type: ignore[assignment]
    default_time_format, default_msec_format = "%Y-%m-%dT%H:%M:%S", "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__(
            "{asctime}{levelname}{name}{request_id}{message}",
            style="{",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger"},
        )

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Our own fields only: what a library hangs on a record (Django: the request) is not masked."""
        return {name: value for name, value in super().process_log_record(log_data).items() if name in OURS}

    def formatException(self, ei: ExcInfo) -> str:  # type: ignore[override]  # noqa: N802 -- logging's name
        """Places only."""
        return places(ei)


class PlainLines(logging.Formatter):
    """For people at work; no line end of a message begins another line."""

    converter = time.gmtime  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__("%(asctime)sZ %(levelname)s %(name)s %(request_id)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- logging's name
        """Signs that a terminal obeys are written out."""
        return _UNSEEN.sub(lambda found: ascii(found[0])[1:-1], super().formatMessage(record))

    def formatException(self, ei: ExcInfo) -> str:  # type: ignore[override]  # noqa: N802 -- logging's name
        """Places only."""
        return places(ei)
