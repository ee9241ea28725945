"""A secret of its own for each development folder, made at first start."""

import secrets
from pathlib import Path


def local_secret(path: Path) -> str:
    """Return the secret kept in `path`, making it (mode 600) when it is missing."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48))
    return path.read_text().strip()
