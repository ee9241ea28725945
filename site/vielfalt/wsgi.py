"""WSGI entry point; puts the repository root on the path like `manage.py`."""

import os
import sys
from pathlib import Path

from django.core.wsgi import get_wsgi_application

from vielfalt.memory import roomy, settle

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vielfalt.settings.production")

application = roomy(get_wsgi_application())
settle()
