"""Rules that hold for every model of the content tower."""

import pytest
from django.apps import apps
from wagtail.models import Page, TranslatableMixin

from cms_apps.content.furnishing import register_furnisher
from cms_apps.content.models import (
    BarrierReport,
    DeadLink,
    LinkLook,
    OutsideAddress,
    PageFeedback,
    PageReview,
    PersonalPreview,
    PreviewOpening,
)
from cms_apps.foundation.privacy import declaration_of
from cms_apps.pages.models import Mailing, Subscriber

IN_NO_LANGUAGE = {
    BarrierReport,
    PageFeedback,
    PersonalPreview,
    PreviewOpening,
    Subscriber,
    Mailing,
    PageReview,
    DeadLink,
    LinkLook,
    OutsideAddress,
}  # what happened, not what is read
OURS = [
    model
    for label in ("content", "pages", "navigation", "media")
    for model in apps.get_app_config(label).get_models()
]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_model_declares_its_personal_data(model):
    assert declaration_of(model) is not None


@pytest.mark.parametrize(
    "model",
    [model for model in OURS if model._meta.app_label != "media" and model not in IN_NO_LANGUAGE],
    ids=lambda model: model.__name__,
)
def test_every_page_snippet_and_child_is_translatable(model):
    assert issubclass(model, TranslatableMixin)


@pytest.mark.parametrize(
    "model", [model for model in OURS if issubclass(model, Page)], ids=lambda model: model.__name__
)
def test_every_page_type_says_where_it_may_stand(model):
    assert model.parent_page_types is not None
    assert model.subpage_types is not None
    assert model.page_description


def test_a_furnisher_has_one_name():
    with pytest.raises(ValueError, match="twice"):
        register_furnisher("menus", lambda: None)
