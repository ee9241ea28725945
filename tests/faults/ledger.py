"""What the clients saw: one line for each operation that was begun and for each that was acknowledged."""

import json
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Line = dict[str, Any]


class Ledger:
    """One file for each client, so that nobody waits for another's disk."""

    def __init__(self, folder: Path, client: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = (folder / f"ledger-{client}.jsonl").open("a", encoding="utf-8")
        self._lock = threading.Lock()
        self.acknowledged = 0

    def begun(self, op: str, key: str, **values: Any) -> None:
        """Before the first attempt: from now on it may be stored."""
        self._write({"what": "begun", "op": op, "key": key, **values})

    def ok(self, op: str, key: str, **values: Any) -> None:
        """The server said yes: from now on it must be stored."""
        self._write({"what": "ok", "op": op, "key": key, **values})
        self.acknowledged += 1

    def close(self) -> None:
        """No more lines."""
        self._file.close()

    def _write(self, line: Line) -> None:
        with self._lock:
            self._file.write(json.dumps({**line, "at": time.time()}) + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())


def read(folder: Path) -> list[Line]:
    """Every whole line of every client, by time; a line that a crash cut short was never acknowledged."""
    return sorted(_lines(folder), key=lambda line: line["at"])


def _lines(folder: Path) -> Iterator[Line]:
    for path in sorted(folder.glob("ledger-*.jsonl")):
        for text in path.read_text(encoding="utf-8").splitlines(keepends=True):
            if text.endswith("\n"):
                yield json.loads(text)
