"""A language is found by any of its names."""

import pytest
from django.utils import translation

from cms_apps.parameters.language_names import (
    ALIASES,
    SEVERAL,
    language_suggestions,
    language_typed,
    nearest_languages,
)
from cms_apps.parameters.languages import LANGUAGES, OTHER, language_choices, language_name

KEPT = [code for code in LANGUAGES if code != OTHER]


@pytest.mark.parametrize("code", KEPT)
def test_each_language_is_found_by_each_of_its_own_names(code):
    german, own = LANGUAGES[code]

    with translation.override("en"):
        english = language_name(code)
    assert {language_typed(name) for name in (code, german, own, english, f"{german} – {own}")} == {code}


@pytest.mark.parametrize("code", ALIASES)
def test_each_other_name_leads_to_one_language(code):
    assert {language_typed(name) for name in ALIASES[code]} == {code}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("  arabisch ", "ar"), ("ARABISCH", "ar"), ("Turkce", "tr"), ("TÜRKÇE", "tr"), ("Persisch", "fa"),
        ("farsi", "fa"), ("Farsi (Persisch)", "fa"), ("espanol", "es"), ("français", "fr"), ("Ukrainian", "uk"),
        ("УКРАЇНСЬКА", "uk"), ("andere Sprache", OTHER), ("Klingonisch", ""), ("", ""), ("  ", ""), ("۱", ""),
    ],
)  # fmt: skip
def test_case_accents_and_spaces_do_not_matter(typed, code):
    assert language_typed(typed) == code


@pytest.mark.parametrize(
    ("typed", "first"), [("Arabish", "Arabisch"), ("Ukrainsch", "Ukrainisch"), ("Rusisch", "Russisch")]
)
def test_a_slip_of_the_keyboard_gets_the_nearest_names(typed, first):
    assert nearest_languages(typed)[0] == first


@pytest.mark.parametrize("word", SEVERAL)
def test_a_word_for_several_languages_is_asked_back_and_not_guessed(word):
    assert language_typed(word) == ""
    assert nearest_languages(word) == [language_name(code) for code in SEVERAL[word]]


def test_nothing_is_near_to_nonsense():
    assert nearest_languages("qqqqq") == []


def test_suggestions_are_alphabetical_in_the_active_language():
    german = language_suggestions()
    with translation.override("en"):
        english = language_suggestions()

    assert german[0] == ("Albanisch", "shqip")
    assert len(german) == len(english) == len(KEPT)
    assert ("Ukrainian", "українська") in english
    assert [name for name, _own in german] != [name for name, _own in english]


def test_choices_are_the_kept_ones_by_the_alphabet_with_their_own_names():
    assert language_choices(["uk", "xx", OTHER, "ar"]) == [
        ("ar", "Arabisch – العربية"),
        ("uk", "Ukrainisch – українська"),
    ]
    assert len(language_choices()) == len(LANGUAGES) - 1
