"""gunicorn in production: threads, and an access log without secret tokens."""

from typing import Any

from gunicorn.glogging import Logger

from cms_apps.links.masking import mask

bind = "127.0.0.1:8000"
workers = 2
threads = 4
accesslog = "-"


class MaskingLogger(Logger):
    """Mask tokens in the path, the request line and the referrer of each access line."""

    def atoms(self, resp: Any, req: Any, environ: Any, request_time: Any) -> dict[str, Any]:
        """Gunicorn's atoms with the tokens masked."""
        atoms = super().atoms(resp, req, environ, request_time)
        return {key: mask(value) if isinstance(value, str) else value for key, value in atoms.items()}


logger_class = MaskingLogger
