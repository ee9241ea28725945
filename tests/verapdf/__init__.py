"""Whether a PDF is PDF/UA-1 or PDF/A, asked of veraPDF: needs java, and in VERAPDF the folder of its jars (validation-model)."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

JARS = os.environ.get("VERAPDF", "")
SOURCE = Path(__file__).parent / "Validate.java"
needs_verapdf = pytest.mark.skipif(
    not JARS or not shutil.which("java"), reason="VERAPDF names no folder of jars"
)


def objections(pdf: bytes, folder: Path, flavour: str = "ua1") -> list[str]:
    """What veraPDF says against it as this flavour; "compliant" alone when there is nothing."""
    file = folder / "paper.pdf"
    file.write_bytes(pdf)
    command = ["java", "-cp", f"{JARS}/*", str(SOURCE), str(file), flavour]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)  # noqa: S603 -- our own words
    return done.stdout.splitlines()
