"""Text and query to tokens: gender, umlauts, compounds and synonyms meet; every sign is survived."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms_apps.search.analysis import MOST_WORDS, query_tokens, tokens, words

GUIDES = ["Lots*innen", "Lots:innen", "Lots_innen", "Lots/innen", "Lots/-innen", "Lots·innen", "LotsInnen", "Lotsinnen", "Lotsin", "Lotse", "Lotsen", "LOTSEN", "Lots*in", "Lots:in", "Lotsende"]  # fmt: skip


@pytest.mark.parametrize("word", GUIDES)
def test_all_forms_of_a_guide_meet(word):
    assert tokens(word, "de") == ["lots"] or "lots" in tokens(word, "de")
    assert query_tokens(word, "de") == ["lots"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "Strassen"),
        ("Gießen", "giessen"),
        ("Übersetzung", "Uebersetzungen"),
        ("Träger", "Traegers"),
        ("Ärztin", "Ärzte"),
        ("Bürger*innen", "Bürgerin"),
        ("Nachweis", "Nachweise"),
        ("Zeugnis", "Zeugnissen"),
        ("Termin", "Terminen"),
        ("Kurs", "Kurse"),
        ("Verein", "Vereinen"),
        ("Koordinator*innen", "Koordinatorinnen"),
        ("Wiesbadener", "Wiesbaden"),
        ("Helfer/-innen", "Helferinnen"),
        ("u\u0308ber\u00adsetzen", "übersetzen"),
        ("٦٥١٨٣", "65183"),
    ],
)
def test_forms_of_one_word_meet(one, other):
    assert query_tokens(one, "de") == query_tokens(other, "de")
    assert set(query_tokens(one, "de")) <= set(tokens(other, "de"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bürger", "Burg"), ("Kurs", "Kur"), ("Lotse", "Los"), ("65183", "6518"), ("Amt", "Ehrenamt")],
)
def test_different_words_stay_apart(one, other):
    assert not set(query_tokens(one, "de")) <= set(tokens(other, "de"))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("Lotse", "Integrationslots*innen"),
        ("Lotsen", "Gesundheitslots:innen"),
        ("Integrationslotse", "Integrationslotsinnenprojekt"),
        ("Projekt", "Lots*innenprojekte"),
        ("Basiskurse", "Basis-Kurs"),
        ("Karte", "Ehrenamtskarten"),
        ("ILO", "die Integrationslotsinnen"),
        ("Integrationslotse", "unsere ILOs"),
        ("WIR-Lotse", "Lots*innen"),
        ("wir lotsen", "WIR-Lotsin"),
        ("Abrechnung", "Verwendungsnachweis"),
        ("Verwendungsnachweise", "abrechnen"),
        ("Flüchtlinge", "Geflüchtete"),
        ("Landesprogramm WIR", "das Landesprogramm „WIR“"),
    ],
)
def test_query_finds_compound_part_and_synonym(query, text):
    assert set(query_tokens(query, "de")) <= set(tokens(text, "de"))


def test_word_of_the_house_is_not_split():
    assert len(query_tokens("Ehrenamt", "de")) == 1
    assert len(query_tokens("Ehrenamtskarte", "de")) == 2


def test_stop_words_are_not_asked_for_unless_alone():
    assert query_tokens("Wie werde ich Lotse?", "de") == ["lots"]
    assert query_tokens("der die", "de") == ["der", "die"]


@pytest.mark.parametrize(
    ("asked", "held"),
    [("Programm", "Landesprogramm"), ("Kurs", "Kursplatz"), ("Kursplätze", "Kursplatz"), ("Haus", "Rathaus"),
     ("Schutz", "Datenschutz")],
)  # fmt: skip
def test_a_compound_is_found_by_its_parts_also_when_it_is_a_word_of_the_house(asked, held):
    assert set(query_tokens(asked, "de")) <= set(tokens(held, "de"))


def test_a_word_of_the_house_is_asked_for_whole():
    assert len(query_tokens("Rathaus", "de")) == 1


def test_only_the_first_words_are_asked_for():
    assert len(query_tokens(" ".join(f"wort{n}x" for n in range(50)), "de")) <= MOST_WORDS
    assert len(query_tokens("a" * 10_000, "de")[0]) <= 60


def test_english_and_arabic_have_their_own_rules():
    assert len({*tokens("volunteer volunteers volunteering volunteered", "en")}) == 1
    assert tokens("courses and families", "en") == tokens("course and family", "en")
    assert tokens("الأسرة", "ar") == tokens("أُسرة", "ar")
    assert query_tokens("how to help", "en") == ["help"]


def test_words_know_where_they_stand():
    text = "Unsere Integrationslots*innen, 2026"

    assert [text[word.start : word.end] for word in words(text, "de")] == [
        "Unsere", "Integrationslots*innen", "2026",
    ]  # fmt: skip


@given(st.text(st.characters(exclude_categories=())), st.sampled_from(["de", "de-ls", "en", "ar", "xx"]))
def test_every_token_is_letters_and_digits_and_never_too_long(text, language):
    for token in (*tokens(text, language), *query_tokens(text, language)):
        assert token.isalnum()
        assert len(token) <= 64


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_a_text_is_found_by_each_of_its_own_words(text):
    held = set(tokens(text, "de"))

    for word in words(text, "de"):
        assert set(query_tokens(text[word.start : word.end], "de")) <= held
