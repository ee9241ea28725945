"""Running the parts of a measurement, and telling how far it is."""

import os
import subprocess
import sys
from typing import Any

from benchmarks.figures import OURS


def prepared(module: str, *arguments: str, settings: str = OURS, **environment: str) -> Any:
    """Run a module in a process of its own, since each has other settings; returns what it prints."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": settings, **environment}
    command = [sys.executable, "-W", "ignore", "-m", module, *arguments]
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE)  # noqa: S603 -- our own modules
    return done.stdout


def say(text: str) -> None:
    """Show at once how far it is."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
