"""A1: Django answers with a short text; no middleware, no database. Settings and addresses in one module."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

SECRET_KEY = "benchmarks-only"  # noqa: S105 -- protects nothing
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = __name__
MIDDLEWARE: list[str] = []
INSTALLED_APPS: list[str] = []


def answer(request: HttpRequest) -> HttpResponse:
    """Say hello."""
    return HttpResponse("hello")


urlpatterns = [path("", answer)]
