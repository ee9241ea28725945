"""Our CSS knows no left and right, shouts nowhere, and hangs on no id."""

import re

import pytest

from tests.architecture.committed import texts

pytestmark = pytest.mark.once

SOURCES = texts(".css", under="site/static/css/src/") | texts(".css", under="site/static/css/admin.css")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"(?P<name>[-a-z]+)\s*:\s*(?P<value>[^;{}]+)[;}]")
RULE_HEAD = re.compile(r"(?P<head>[^{};]+){")
ATTRIBUTE = re.compile(r"\[[^\]]*\]")
SIDES = {"left", "right"}


def physical(css: str) -> list[str]:
    """Declarations that name a physical side, in their name or as their value."""
    found = []
    for one in DECLARATION.finditer(COMMENT.sub("", css)):
        name, value = one["name"], one["value"].strip()
        sided_name = not name.startswith("--") and SIDES & set(name.split("-"))
        sided_value = name in {"text-align", "float", "clear", "caption-side"} and value in SIDES
        if sided_name or sided_value:
            found.append(f"{name}: {value}")
    return found


def shouting(css: str) -> bool:
    return "!important" in COMMENT.sub("", css)


def ids(css: str) -> list[str]:
    plain = ATTRIBUTE.sub("[]", COMMENT.sub("", css))
    heads = (one["head"].strip() for one in RULE_HEAD.finditer(plain))
    return [head for head in heads if re.search(r"#[A-Za-z_]", head) and not head.startswith("@")]


@pytest.mark.parametrize("name", SOURCES, ids=str)
def test_css_has_no_physical_side(name):
    assert physical(SOURCES[name]) == []


@pytest.mark.parametrize("name", SOURCES, ids=str)
def test_css_neither_shouts_nor_hangs_on_an_id(name):
    assert not shouting(SOURCES[name])
    assert ids(SOURCES[name]) == []


def test_there_is_css_to_look_at():
    assert len(SOURCES) > 10


@pytest.mark.parametrize(
    "css",
    [
        "p { margin-left: 1rem; }",
        "p { border-top-right-radius: 1px; }",
        "p { text-align: left; }",
        "p { float: right }",
        "p { position: absolute; left: 0; }",
    ],
)
def test_a_physical_side_is_noticed(css):
    assert len(physical(css)) == 1


def test_logical_sides_and_names_of_tokens_are_allowed():
    css = "p { margin-inline-start: 1rem; text-align: start; --left: 1px; inset-inline: 0; }"

    assert physical(css) == []


def test_shouting_and_ids_are_noticed():
    assert shouting("p { color: red !important; }")
    assert ids("#top { color: #fff; } .a #b > c { }") == ["#top", ".a #b > c"]
    assert ids(".a { color: #abcdef; } @import url(x#y);") == []
