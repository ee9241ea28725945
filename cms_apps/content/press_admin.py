"""Whom releases quote and how they end, in the admin."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.snippets import SnippetViewSet

from cms_apps.content.models import Boilerplate, Spokesperson


class SpokespersonViewSet(SnippetViewSet):
    model = Spokesperson
    icon = "group"
    list_display = ["name", "locale"]


class BoilerplateViewSet(SnippetViewSet):
    model = Boilerplate
    icon = "info-circle"
    list_display = ["title", "locale"]


@hooks.register("before_delete_snippet")
def keep_whoever_is_quoted(request: HttpRequest, instances: Iterable[Any]) -> HttpResponseBase | None:
    """Refuse to delete somebody whose words stand on a page: they would stand there without a name."""
    quoted = [one for one in instances if isinstance(one, Spokesperson) and _is_quoted(one)]
    if request.method != "POST" or not quoted:
        return None
    names = ", ".join(map(str, quoted))
    messages.error(request, f"{names}: wird noch zitiert. Bitte nehmen Sie zuerst die Zitate aus den Seiten.")
    return redirect("wagtailsnippets_content_spokesperson:list")


def _is_quoted(person: Spokesperson) -> bool:
    return ReferenceIndex.get_references_to(person).exists()
