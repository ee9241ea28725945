"""A2: one query, one template."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from benchmarks.targets.bare.models import Item


def item_list(request: HttpRequest) -> HttpResponse:
    """The newest twenty rows."""
    return render(request, "bare/list.html", {"items": Item.objects.order_by("-day", "-pk")[:20]})
