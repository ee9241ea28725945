"""WSGI entry point; puts the repository root on the path like `manage.py`."""

import gc
import os
import sys
from pathlib import Path

from django.core.wsgi import get_wsgi_application

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vielfalt.settings.production")

application = get_wsgi_application()
gc.collect()
gc.freeze()  # what is loaded stays: to look at it again took the collector 0.2 s each time
