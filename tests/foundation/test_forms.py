"""Fields that all forms share: what is wrong is said in our own plain words."""

import pytest
from django import forms
from django.urls import get_resolver

from cms_apps.foundation.forms import NoNativeValidation, WholeNumberField


class SeatsForm(NoNativeValidation, forms.Form):
    seats = WholeNumberField(min_value=1, max_value=500)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Bitte geben Sie eine ganze Zahl ein, zum Beispiel 12."),
        ("zwölf", "Bitte geben Sie eine ganze Zahl ein, zum Beispiel 12."),
        ("1,5", "Bitte geben Sie eine ganze Zahl ein, zum Beispiel 12."),
        ("0", "Diese Zahl ist zu klein. Sie muss mindestens 1 sein."),
        ("501", "Diese Zahl ist zu groß. Sie darf höchstens 500 sein."),
    ],
)
def test_what_is_no_number_is_said_in_our_words(typed, said):
    assert SeatsForm({"seats": typed}).errors["seats"] == [said]


def every_form(base=NoNativeValidation):
    for one in base.__subclasses__():
        yield one
        yield from every_form(one)


def test_every_number_that_people_type_speaks_so():
    assert get_resolver().url_patterns  # loads every form behind an address
    found = [
        (form.__name__, name, field)
        for form in every_form()
        if form.__module__.startswith("cms_apps.")  # other tests make forms of their own
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.IntegerField) and not field.widget.is_hidden
    ]

    assert len(found) > 5
    assert [(form, name) for form, name, field in found if not isinstance(field, WholeNumberField)] == []
