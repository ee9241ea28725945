"""The door for gunicorn, as `vielfalt.wsgi`; DJANGO_SETTINGS_MODULE names what is measured."""

from django.core.wsgi import get_wsgi_application
from vielfalt.memory import roomy, settle

application = roomy(get_wsgi_application())
settle()
