"""CPU time of a process and all that it started, from /proc."""

import os
import time
from collections.abc import Collection
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")
_PARENT, _USER, _SYSTEM, _REAPED_USER, _REAPED_SYSTEM = 1, 11, 12, 13, 14  # fields after the command's name


def _fields(pid: int) -> list[str] | None:
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return None
    return text.rpartition(")")[2].split()  # a command's name may hold anything


def parent_of(pid: int) -> int | None:
    """The process that started this one, if both are on this machine."""
    fields = _fields(pid)
    return int(fields[_PARENT]) if fields else None


def tree_seconds(root: int, *, without: Collection[int] = ()) -> float:
    """User and system seconds of `root`, of its living descendants but some, and of those that have ended."""
    stats = {
        int(entry.name): _fields(int(entry.name)) for entry in Path("/proc").iterdir() if entry.name.isdigit()
    }
    living = {pid: fields for pid, fields in stats.items() if fields}
    if root not in living:
        raise ProcessLookupError(root)
    tree, grew = {root}, True
    while grew:
        more = {pid for pid, fields in living.items() if int(fields[_PARENT]) in tree} - tree
        tree, grew = tree | more, bool(more)
    ticks = sum(int(living[pid][_USER]) + int(living[pid][_SYSTEM]) for pid in tree.difference(without))
    return (ticks + int(living[root][_REAPED_USER]) + int(living[root][_REAPED_SYSTEM])) / _TICK


def wait_until_idle(root: int, *, most: float = 10) -> None:
    """Wait until the tree has used no CPU for a moment; give up after `most` seconds."""
    end = time.monotonic() + most
    before = tree_seconds(root)
    while time.monotonic() < end:
        time.sleep(0.25)
        now = tree_seconds(root)
        if now - before <= 1 / _TICK:
            return
        before = now
