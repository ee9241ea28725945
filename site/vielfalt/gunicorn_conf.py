"""gunicorn in production: threads, and an access log in JSON without secret tokens, addresses and browsers of people."""

import json
from typing import Any

from gunicorn.glogging import Logger

from cms_apps.links.masking import mask_line

bind = "127.0.0.1:8000"
workers = 2
threads = 4
accesslog = "-"
# Without the address that asked, where it came from and what was searched for: who that was is nobody's business.
access_log_format = (
    '{"time": "%(t)s", "logger": "access", "request_id": "%({x-request-id}o)s", "method": "%(m)s", '
    '"path": "%(U)s", "status": "%(s)s", "bytes": "%(B)s", "microseconds": "%(D)s"}'
)


class MaskingLogger(Logger):
    """Mask tokens in the path, the request line and the referrer of each access line."""

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        """Gunicorn's atoms with the tokens masked."""
        atoms = super().atoms(resp, req, environ, request_time)
        return {key: _quoted(value) if isinstance(value, str) else value for key, value in atoms.items()}


def _quoted(value: str) -> str:
    """Masked, and fit to stand between the quotes of JSON; gunicorn itself adds the stroke before a quote."""
    return json.dumps(mask_line(value))[1:-1].replace('\\"', '"')


logger_class = MaskingLogger
