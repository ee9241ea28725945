"""The look: what its source files may hold, what components promise, and what axe says of every pattern."""

import gzip
import re
import runpy
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.template.loader import get_template, render_to_string
from django.test import override_settings

from tests.accessibility import patterns
from tests.accessibility.axe import violations

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "site" / "static"
SOURCES = sorted((STATIC / "css" / "src").glob("*.css"))
COMPONENTS = sorted((ROOT / "templates" / "components").glob("*.html"))

PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)|(?<![-\w])(?:left|right|top|bottom|width|height)\s*:"
    r"|(?:min|max)-(?:width|height)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)


def declarations(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def test_stylesheet_is_joined_from_its_sources():
    joined = runpy.run_path(str(STATIC / "css" / "build.py"))["joined"]()

    assert (STATIC / "css" / "main.css").read_text(encoding="utf-8") == joined


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_styles_use_logical_properties_only(path):
    assert PHYSICAL.findall(declarations(path)) == []


def test_the_search_for_physical_properties_finds_them():
    bad = "margin-left: 1px; padding-top: 0; text-align: right; left: 0; width: 3px; max-height: 2rem; float: left"

    assert len(PHYSICAL.findall(bad)) == 7


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_styles_need_no_force(path):
    text = declarations(path)

    assert "!important" not in text
    assert re.findall(r"font-size\s*:[^;]*\dpx", text) == []
    assert re.findall(r"(?m)^\s*[^@:;{}]*#[a-z][\w-]*[^;{}]*\{", text) == []
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("path", SOURCES[1:], ids=lambda path: path.stem)
def test_styles_stand_in_a_layer(path):
    outside = re.sub(r"@layer \w+ \{.*?\n\}\n", "", declarations(path), flags=re.DOTALL)

    assert outside.strip() == ""


def test_weight_of_styles_icons_and_fonts():
    css = gzip.compress((STATIC / "css" / "main.css").read_bytes())
    icons = gzip.compress((STATIC / "img" / "icons.svg").read_bytes())
    fonts = sum(
        path.stat().st_size for path in (STATIC / "vendor" / "fira-sans").glob("*-latin-[46]00.woff2")
    )
    scripts = {path.stem: path.stat().st_size for path in (STATIC / "js").glob("*.js")}

    assert len(css) < 14_000
    assert len(icons) < 3_000
    assert fonts < 30_000
    assert scripts.pop("passkeys") < 1_500  # on the pages of accounts alone
    assert scripts.pop("hints") < 500  # in the admin alone
    assert sum(scripts.values()) < 3_000


@pytest.mark.parametrize("path", sorted((STATIC / "img").glob("*.svg")), ids=lambda path: path.stem)
def test_pictures_are_well_formed(path):
    assert ET.parse(path).getroot().tag.endswith("svg")  # noqa: S314 -- our own files


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_component_says_what_it_takes(path):
    assert path.read_text(encoding="utf-8").startswith("{% comment %}\n")


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "templates").rglob("*.html")),
    ids=lambda path: str(path.relative_to(ROOT / "templates")),
)
def test_template_holds_no_inline_style_or_script(path):
    text = path.read_text(encoding="utf-8")

    if path.name == "layout.html" and path.parent.name == "emails":
        text = re.sub(r"<style>.*?</style>", "", text, count=1, flags=re.DOTALL)  # a mail has no style sheet
    assert re.findall(r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*src=)|javascript:", text) == []


def test_every_icon_used_is_in_the_sprite():
    there = set(re.findall(r'id="(\w+)"', (STATIC / "img" / "icons.svg").read_text(encoding="utf-8")))
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html")]
    used = {name for text in texts for name in re.findall(r'\{% icon "(\w+)"', text)}

    assert used | {"info", "success", "warning", "error"} <= there


def test_field_ties_help_and_error_to_its_control():
    form = patterns.AllFieldsForm({"email": "kein At"})

    html = form["email"].as_field_group()

    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'id="id_email_helptext"' in html
    assert 'id="id_email_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<label class="field__label" for="id_email">' in html


def test_group_of_boxes_is_a_fieldset_with_legend():
    html = patterns.AllFieldsForm()["topics"].as_field_group()

    assert '<fieldset class="field field--group" aria-describedby="id_topics_helptext">' in html
    assert '<legend class="field__legend">Wobei möchten Sie begleiten?' in html


@pytest.mark.parametrize(
    ("field", "marked"),
    [("name", False), ("phone", True), ("hours", False), ("topics", True), ("consent", False)],
    ids=["required", "optional", "required later", "optional group", "box"],
)
def test_optional_fields_are_marked(field, marked):
    assert ("(freiwillig)" in patterns.AllFieldsForm()[field].as_field_group()) is marked


def test_error_summary_leads_to_the_first_control_of_each_field():
    form = patterns.AllFieldsForm({"phone": "1"})
    form.is_valid()

    html = render_to_string("components/error_summary.html", {"form": form})

    assert re.findall(r'href="#(\w+)"', html) == ["id_name", "id_email", "id_way_0", "id_consent"]


def test_error_summary_is_absent_without_errors():
    assert render_to_string("components/error_summary.html", {"form": patterns.AllFieldsForm()}).strip() == ""


def test_typed_text_is_escaped_everywhere():
    evil = "<script>alert(1)</script>"
    form = patterns.AllFieldsForm({"name": evil, "why": evil})

    html = form["name"].as_field_group() + form["why"].as_field_group()
    html += render_to_string(
        "components/summary_list.html", {"sections": [{"rows": [{"label": evil, "value": evil}]}]}
    )

    assert "<script" not in html


@pytest.mark.parametrize("name", ["400.html", "500.html", "503.html"])
@override_settings(
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [ROOT / "templates"]}]
)
def test_static_error_page_needs_nothing(name):
    template = get_template(name)

    html = template.render({"error_id": "9f3a02c1", "in_sign_up": True})

    assert "9f3a02c1" in html
    assert "0611 555 0100" in html
    assert "Ihre Angaben sind bis zum letzten Schritt gespeichert." in html
    assert "Angaben" not in template.render({"error_id": "", "in_sign_up": False})


@pytest.mark.parametrize("name", patterns.names())
def test_pattern_has_one_heading_and_unique_ids(name, db):
    html = patterns.render(name)

    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(re.findall(r"<h1[\s>]", html)) == 1
    assert len(ids) == len(set(ids))
    assert '<html lang="de">' in html


@pytest.mark.browser
def test_axe_finds_what_is_wrong(chromium):
    page = chromium.new_page()
    page.set_content(
        "<html><body><main><h1>Titel</h1><input><p style='color:#bbb'>blass</p></main></body></html>"
    )

    rules = {line.split(" ")[0] for line in violations(page)}
    page.close()

    assert {"label", "color-contrast", "html-has-lang", "document-title"} <= rules


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", patterns.names())
def test_pattern_passes_axe_and_fits(chromium, db, name, width, scheme):
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    patterns.open_in(page, name)

    try:
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    finally:
        context.close()
