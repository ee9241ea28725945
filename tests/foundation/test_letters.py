"""A mail as HTML: everything escaped, links real, one button, nothing that misleads."""

import re

import pytest
from django.core.mail import EmailMultiAlternatives

from cms_apps.foundation.letters import as_html, clean, letter, one_line

URL = "https://vielfalt.example/de/bewerbung/stand/oeffnen/abcdefghijklmnopqrstuvwxyz/"
CORPUS = [
    "<script>alert(1)</script>", '<img src=x onerror="alert(1)">', "Amal\r\nBcc: x@beispiel.example", "\u202efdp.exe",
    "\u2066a\u2069", "a\x00b", "\u2028zwei\u2029drei", "javascript:alert(1)", "{{ 7*7 }}", "{% load static %}",
    "O'Neill & Söhne", '"><svg/onload=alert(1)>', "أمل", "&amp;", 'https://boese.example/"onmouseover="x',
    "http://a.example/<b>", "e\u0301" * 50, "👩‍👩‍👧", "a" * 5000,
]  # fmt: skip


def test_paragraphs_and_lines_become_what_they_are():
    assert as_html("Guten Tag,\n\neins\nzwei") == "<p>Guten Tag,</p>\n<p>eins<br>\nzwei</p>"


def test_the_main_link_is_one_button_with_its_host():
    html = as_html(f"Stand:\n{URL}\nEnde\n\n{URL}", main_url=URL, button="Stand ansehen")

    assert html.count('class="button"') == 1
    assert f'<a class="button" href="{URL}">Stand ansehen</a>' in html
    assert "<p>Stand:</p>" in html
    assert "<small>Öffnet vielfalt.example</small>" in html
    assert f'<a href="{URL}">vielfalt.example/…</a>' in html


@pytest.mark.parametrize("end", [".", ",", ")", "“", "!"])
def test_the_end_of_a_sentence_is_no_part_of_a_link(end):
    assert (
        as_html(f"(https://a.example/b{end}") == f'<p>(<a href="https://a.example/b">a.example/b</a>{end}</p>'
    )


@pytest.mark.parametrize("text", CORPUS, ids=range(len(CORPUS)))
@pytest.mark.asvs("1.2.1", "1.2.2")
def test_whatever_people_type_is_text(text):
    html = as_html(f"Guten Tag {text},\n\n{URL}", main_url=URL)

    assert (
        re.sub(
            r"<(?:/?p|br|/a|/?small|p class=\"main\"|a (?:class=\"button\" )?href=\"[^\"<>]*\")>", "", html
        ).count("<")
        == 0
    )
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f]", html)
    assert html.count('class="button"') == 1
    assert 'href="javascript' not in html


@pytest.mark.parametrize("text", CORPUS, ids=range(len(CORPUS)))
@pytest.mark.asvs("1.3.3", "1.3.11")
def test_a_header_is_one_line(text):
    line = one_line(f"Bewerbung {text}")
    message = EmailMultiAlternatives(line, "x", "post@vielfalt.example", ["a@beispiel.example"])

    assert "\n" not in line
    assert set(message.message().keys()) == set(
        EmailMultiAlternatives("a", "x", "post@vielfalt.example", ["a@beispiel.example"]).message().keys()
    )


def test_clean_text_stays_as_it_was():
    text = "Guten Tag Müller 👩‍👩‍👧 أمل\n\tZeile"

    assert clean(text) == text
    assert clean("a\r\nb\rc") == "a\nb\nc"


@pytest.mark.parametrize(
    ("language", "attributes"), [("de", 'lang="de"'), ("en", 'lang="en"'), ("ar", 'lang="ar" dir="rtl"')]
)
def test_the_page_says_its_language_and_direction_and_loads_nothing(language, attributes):
    html = letter("Betreff <1>", "Text", language=language, sender="Träger A & B")

    assert f"<html {attributes}>" in html
    assert "<title>Betreff &lt;1&gt;</title>" in html
    assert "Träger A &amp; B" in html
    assert not re.search(r"<img|<table|<script|<link|url\(|@import|src=", html)
    assert "prefers-color-scheme: dark" in html
