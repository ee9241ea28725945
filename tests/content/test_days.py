"""No form of the admin keeps a day in a year that nobody means: Wagtail's, ours, and those inside texts."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import resolve
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.blocks import DateBlock, DateTimeBlock
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import get_page_models
from wagtail.snippets.models import get_snippet_models

from cms_apps.content.models import BasePage
from cms_apps.content.previews.forms import GiveForm
from cms_apps.content.reviews.forms import ReviewForm
from cms_apps.foundation.days import validate_day

pytestmark = pytest.mark.once
FIELDS, BLOCKS = (forms.DateField, forms.DateTimeField), (DateBlock, DateTimeBlock)


def written() -> list[Any]:
    """What editors write: pages, and what they share."""
    return [
        *(model for model in get_page_models() if issubclass(model, BasePage)),
        *(model for model in get_snippet_models() if model.__module__.startswith("cms_apps")),
    ]


def all_forms() -> Iterator[tuple[str, Any]]:
    for model in written():
        handler = (
            model.get_edit_handler()
            if hasattr(model, "get_edit_handler")
            else model.snippet_viewset._edit_handler
        )
        yield model.__name__, handler.get_form_class()
    resolve("/admin/")  # now they are known
    for viewset in viewsets.viewsets:
        is_ours = isinstance(viewset, ModelViewSet) and type(viewset).__module__.startswith("cms_apps")
        if is_ours and (viewset._edit_handler or getattr(viewset, "form_fields", None)):
            yield type(viewset).__name__, viewset.get_form_class()
    yield from ((form.__name__, form) for form in (ReviewForm, GiveForm))


def all_fields() -> Iterator[tuple[str, Any]]:
    for name, form in all_forms():
        yield from (
            (f"{name}.{key}", field) for key, field in form.base_fields.items() if isinstance(field, FIELDS)
        )
    picture = get_image_form(get_image_model())()
    yield from (
        (f"Picture.{key}", field) for key, field in picture.fields.items() if isinstance(field, FIELDS)
    )
    for model in written():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                yield from _in_block(field.stream_block, f"{model.__name__}.{field.name}")


def _in_block(block: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(block, BLOCKS):
        yield path, block.field
    inner = dict(getattr(block, "child_blocks", {})) | (
        {"": block.child_block} if hasattr(block, "child_block") else {}
    )
    for name, one in inner.items():
        yield from _in_block(one, f"{path}.{name}")


@pytest.mark.django_db
def test_every_day_that_editors_can_type_has_bounds():
    fields = dict(all_fields())

    assert {
        "StandardPage.go_live_at", "StandardPage.expire_at", "EventPage.starts_at", "EventPage.ends_at", "NewsPage.date",
        "NewsPage.corrections.correction.date", "PressReleasePage.body.key_figures.figures..as_of",
        "MaterialsPage.body.material.updated_on", "Picture.consent_until", "ParameterViewSet.valid_from", "ReviewForm.day", "GiveForm.expires_at",
    } <= set(fields)  # fmt: skip
    assert [path for path, field in fields.items() if validate_day not in field.validators] == []


@pytest.mark.parametrize(
    "day", [date(1899, 12, 31), date(1, 1, 1), datetime(9999, 1, 1, tzinfo=UTC), date(2101, 1, 1)]
)
def test_a_year_that_nobody_means_is_refused_in_a_sentence(day):
    with pytest.raises(
        ValidationError, match=f"Das Jahr {day.year:04} kann nicht stimmen. Wählen Sie einen Tag zwischen"
    ):
        validate_day(day)


@pytest.mark.parametrize("day", [date(1900, 1, 1), datetime(2026, 11, 29, tzinfo=UTC), date(2100, 12, 31)])
def test_other_days_are_kept(day):
    validate_day(day)
