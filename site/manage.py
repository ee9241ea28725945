#!/usr/bin/env python3
"""Django's command line; puts the repository root on the path so that `cms_apps` is importable."""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vielfalt.settings.dev")
    # A request has 30 seconds; what somebody starts here, or the worker, may take its time.
    os.environ.setdefault("LONG_STATEMENTS", str(sys.argv[1:2] not in (["check"], ["runserver"])))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
