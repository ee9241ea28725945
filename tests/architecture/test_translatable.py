"""Snippets and inline children of pages and snippets can be translated: a painful change once rows exist."""

from django.apps import apps
from modelcluster.fields import ParentalKey
from wagtail.models import Page, TranslatableMixin
from wagtail.snippets.models import get_snippet_models


def children_of(parents):
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, ParentalKey) and field.related_model in parents:
                yield model


def ours(models):
    return sorted(
        {model for model in models if model.__module__.startswith("cms_apps.")}, key=lambda one: one.__name__
    )


def test_snippets_and_inline_children_are_translatable():
    snippets = ours(get_snippet_models())
    pages = ours(model for model in apps.get_models() if issubclass(model, Page))
    inline = ours(children_of([*snippets, *pages]))

    untranslatable = [
        model.__name__ for model in (*snippets, *inline) if not issubclass(model, TranslatableMixin)
    ]

    assert [model.__name__ for model in snippets] == [
        "Boilerplate",
        "Contact",
        "Menu",
        "PublicProfile",
        "Spokesperson",
        "Topic",
    ]
    assert [model.__name__ for model in inline] == ["MenuItem"]
    assert untranslatable == []
