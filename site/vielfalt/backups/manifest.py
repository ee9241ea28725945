"""What a backup consists of: each file with its checksum, and how many rows each table had."""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

NAME = "manifest.json"
PREFIX, PARTIAL = "vielfalt-", ".partial-"


class Damaged(Exception):
    """The backup is not what its manifest says; do not use it."""


@dataclass(frozen=True)
class Manifest:
    """`engine` is sqlite or postgresql; `files` maps a name to its SHA-256, `rows` a table to its number of rows."""

    made_at: str
    engine: str
    files: dict[str, str]
    rows: dict[str, int]


def write(folder: Path, *, made_at: str, engine: str, rows: dict[str, int]) -> Manifest:
    """Seal a folder: checksums of all its files, everything on the disk."""
    files = {path.name: checksum(path) for path in sorted(folder.iterdir())}
    manifest = Manifest(made_at=made_at, engine=engine, files=files, rows=rows)
    (folder / NAME).write_text(json.dumps(asdict(manifest), indent=2, sort_keys=True))
    for path in (*folder.iterdir(), folder):
        sync(path)
    return manifest


def read(folder: Path) -> Manifest:
    """The manifest of a backup whose files are all there and unchanged; raises Damaged."""
    try:
        manifest = Manifest(**json.loads((folder / NAME).read_text()))
        found = {name: checksum(folder / name) for name in manifest.files}
    except (OSError, ValueError, TypeError) as error:
        raise Damaged(str(folder)) from error
    if found != manifest.files:
        raise Damaged(str(folder))
    return manifest


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Force a file or folder to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
