"""The files that are in the repository, by name."""

import subprocess
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BINARY = {".png", ".jpg", ".jpeg", ".webp", ".avif", ".woff2", ".ttf", ".ico", ".mo", ".odt", ".pdf", ".gz"}


@lru_cache
def committed() -> tuple[str, ...]:
    """Every committed file, and those that would be committed next."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    return tuple(name for name in listed.stdout.splitlines() if (ROOT / name).is_file())


def texts(*suffixes: str, under: str = "") -> dict[str, str]:
    """The text files with one of these suffixes (all without any) below a folder, by name."""
    return {
        name: (ROOT / name).read_text(encoding="utf-8")
        for name in committed()
        if name.startswith(under)
        and Path(name).suffix not in BINARY
        and (not suffixes or name.endswith(suffixes))
    }
