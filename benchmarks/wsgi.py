"""The door for gunicorn, as `vielfalt.wsgi`; DJANGO_SETTINGS_MODULE names what is measured."""

import gc

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
gc.collect()
gc.freeze()
