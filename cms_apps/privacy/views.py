"""The public page of the deletion concept (Löschkonzept)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms_apps.privacy import printing


def deletion_concept(request: HttpRequest) -> HttpResponse:
    """What is kept how long, as the rules of this installation have it today."""
    context = {"rules": printing.rules(), "activities": printing.activities()}
    return render(request, "privacy/concept.html", context)


deletion_concept.public_page = True  # type: ignore[attr-defined]
