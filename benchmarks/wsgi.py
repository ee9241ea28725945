"""The door for gunicorn; DJANGO_SETTINGS_MODULE names what is measured."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
