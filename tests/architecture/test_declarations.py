"""Every model says which personal data it holds (design.md section 3, "Privacy")."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from cms_apps.accounts.models import User
from cms_apps.foundation.privacy import Declaration, declaration_of, deletion_rules
from cms_apps.parameters.defaults import DEFAULTS
from cms_apps.privacy.third_party import THIRD_PARTY
from cms_apps.volunteering.models import Application

pytestmark = pytest.mark.once

OF_ONE_DATABASE = {"wagtailsearch.SQLiteFTSIndexEntry"}  # exists on SQLite only
NOT_FIELDS = {"self", ""}  # the person is the row, or is found by its text alone


def is_ours(model: type[models.Model]) -> bool:
    return model.__module__.startswith("cms_apps.")


ALL = list(apps.get_models())
OURS = [model for model in ALL if is_ours(model)]
THEIRS = {model._meta.label: model for model in ALL if not is_ours(model)}
DECLARED = [(model, declaration_of(model)) for model in OURS] + [
    (model, THIRD_PARTY.get(label)) for label, model in THEIRS.items()
]


def label(value) -> str:
    return value._meta.label if isinstance(value, type) else ""


def unknown_fields(model: type[models.Model], names: tuple[str, ...]) -> list[str]:
    unknown = []
    for name in names:
        step = model
        try:
            for part in name.split("__"):
                step = step._meta.get_field(part).related_model
        except (FieldDoesNotExist, AttributeError):
            unknown.append(name)
    return unknown


@pytest.mark.parametrize(("model", "declared"), DECLARED, ids=label)
@pytest.mark.asvs("14.1.1")
def test_model_declares_its_personal_data(model, declared):
    assert isinstance(declared, Declaration), f"{model._meta.label} has no privacy declaration of its own"
    assert declared.purpose
    assert unknown_fields(model, declared.fields) == []
    if declared.subject not in NOT_FIELDS:
        assert unknown_fields(model, (declared.subject,)) == []


@pytest.mark.parametrize(("model", "declared"), DECLARED, ids=label)
@pytest.mark.asvs("14.1.2")
def test_model_with_personal_data_says_who_reads_it_how_long(model, declared):
    if declared.fields:
        assert declared.data
        assert declared.readers
        assert declared.retention or declared.rules


def test_rules_are_the_ones_that_declarations_name():
    named = {rule for _model, declared in DECLARED for rule in declared.rules}

    assert named == set(deletion_rules)


@pytest.mark.parametrize("rule", deletion_rules.values(), ids=lambda rule: rule.name)
def test_a_rule_reads_a_parameter_that_exists(rule):
    assert isinstance(DEFAULTS[rule.parameter].default, int)
    assert rule.unit == {"Tage": "days", "Jahre": "years"}[DEFAULTS[rule.parameter].unit]


def test_no_declaration_is_left_of_a_model_that_is_gone():
    assert set(THIRD_PARTY) - set(THEIRS) - OF_ONE_DATABASE == set()


def test_a_declaration_is_not_inherited():
    class Child(Application):
        class Meta:
            app_label = "volunteering"
            proxy = True

    try:
        assert declaration_of(Child) is None
    finally:
        apps.all_models["volunteering"].pop("child")
        apps.clear_cache()


def test_a_field_that_does_not_exist_is_noticed():
    assert unknown_fields(User, ("email", "shoe_size")) == ["shoe_size"]
    assert unknown_fields(User, ("memberships__organisation", "memberships__hat")) == ["memberships__hat"]


@pytest.mark.parametrize("model", OURS, ids=label)
@pytest.mark.asvs("14.1.1")
def test_every_field_that_smells_of_a_person_is_declared(model):
    """A name, address or phone of a person stands in the declaration; an organisation's is public."""
    smells = {"first_name", "last_name", "motivation", "recipient", "secret", "actor_label", "note"}
    held = {field.name for field in model._meta.concrete_fields} & smells
    if model._meta.label == "courses.CourseRun":
        held -= {"note"}  # what participants should know of the place

    assert held <= set(declaration_of(model).fields)
