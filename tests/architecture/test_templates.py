"""Templates: nothing inline (strict CSP), and an include sees only what it is given."""

import re

import pytest

from tests.architecture.committed import texts

pytestmark = pytest.mark.once

TEMPLATES = texts(".html", under="templates/")
RULES = {
    "script without src": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=\s*[\"'{]", re.IGNORECASE),
    "javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "another host": re.compile(r"<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)=[\"'](?:https?:)?//", re.IGNORECASE),
}  # fmt: skip
INCLUDE = re.compile(r"{%-?\s*include\s+(?P<what>[^%]*?)%}")
COMMENT = re.compile(r"{%\s*comment\s*%}.*?{%\s*endcomment\s*%}|{#.*?#}", re.DOTALL)
# `only` is missing on purpose, with the reason:
# A mail has no style sheet to link to.
OWN_STYLE = {"templates/emails/layout.html"}
WHOLE_CONTEXT = {
    "templates/volunteering/wizard/step.html": "a step's part of the page sees the page's context",
    "templates/emails/": "the closing of a mail sees the mail's terms and organisation",
}


def broken(text: str) -> list[str]:
    """The names of the rules that a template breaks; what stands in a comment does not count."""
    plain = COMMENT.sub("", text)
    return [name for name, rule in RULES.items() if rule.search(plain)]


def open_includes(text: str) -> list[str]:
    """The includes that hand their whole context on."""
    return [
        found["what"].strip()
        for found in INCLUDE.finditer(COMMENT.sub("", text))
        if not found["what"].strip().endswith(" only")
    ]


@pytest.mark.parametrize("name", TEMPLATES, ids=str)
@pytest.mark.asvs("1.2.3")
def test_template_has_nothing_inline(name):
    assert broken(TEMPLATES[name]) == (["style element"] if name in OWN_STYLE else [])


@pytest.mark.parametrize("name", texts(".html", ".txt", under="templates/"), ids=str)
def test_include_sees_only_what_it_is_given(name):
    text = texts(".html", ".txt", under="templates/")[name]
    if name.startswith(tuple(WHOLE_CONTEXT)):
        assert len(open_includes(text)) <= 1
    else:
        assert open_includes(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("<script>go()</script>", "script without src"),
        ("<style>p{}</style>", "style element"),
        ('<p style="color: red">', "style attribute"),
        ('<button type="button" onclick="go()">', "event attribute"),
        ('<a href="javascript:go()">', "javascript address"),
        ('<img alt="" src="https://cdn.example/a.png">', "another host"),
        ('<link rel="stylesheet" href="//cdn.example/a.css">', "another host"),
    ],
)
def test_each_rule_can_fail(text, rule):
    assert broken(text) == [rule]


def test_an_include_of_everything_is_noticed():
    text = '{% include "a.html" only %}{% include "b.html" with c=d %}{# {% include "e.html" %} #}'

    assert open_includes(text) == ['"b.html" with c=d']
