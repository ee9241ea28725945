"""The tree keeps its shape, and no file says where it was made."""

import ast
import io
import re

import pytest
from django.core.management import call_command

from tests.architecture.committed import ROOT, committed, texts

pytestmark = pytest.mark.once

BANNED_MODULES = {"utils.py", "helpers.py", "signals.py"}
LONGEST_FILE, LONGEST_FUNCTION = 400, 40
# Written so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|home|root|Users|builds)/[\w.-]+")
INDEX_HOST = re.compile(r"py[p]i|python[h]osted|registry\.[n]pm|dev[p]i|arti[f]actory", re.IGNORECASE)
ADDRESS = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|@ file:")
OURS = {
    name: text
    for name, text in texts(".py").items()
    if name.startswith(("cms_apps/", "site/", "benchmarks/")) and "/migrations/" not in name
}


def long_functions(code: str) -> list[str]:
    return [
        node.name
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]


def test_site_is_no_package():
    assert not (ROOT / "site" / "__init__.py").exists()


def test_no_module_of_leftovers():
    assert [name for name in committed() if name.rsplit("/", 1)[-1] in BANNED_MODULES] == []


def test_top_level_holds_only_what_design_names():
    allowed = {
        "site", "cms_apps", "templates", "fixtures", "tests", "benchmarks", "docs", ".ci",
        "pyproject.toml", "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "Makefile",
        "compose.yaml", "Dockerfile", "requirements.lock", "requirements-dev.lock",
        ".gitignore", ".dockerignore", ".gitattributes", ".editorconfig", ".env.example",
    }  # fmt: skip

    assert {name.split("/", 1)[0] for name in committed()} - allowed == set()


@pytest.mark.parametrize("name", OURS, ids=str)
def test_file_and_functions_are_short(name):
    assert OURS[name].count("\n") <= LONGEST_FILE
    assert long_functions(OURS[name]) == []


def test_a_long_function_is_noticed():
    code = "def short():\n    pass\ndef long():\n" + "    pass\n" * LONGEST_FUNCTION

    assert long_functions(code) == ["long"]


@pytest.mark.parametrize("name", [one for one in committed() if one.endswith(".lock")])
@pytest.mark.asvs("15.1.2")
def test_lock_file_holds_no_address(name):
    text = (ROOT / name).read_text()

    assert "--hash=" in text
    assert ADDRESS.search(text) is None


def test_no_text_holds_a_registry_or_a_path_of_a_machine():
    vendored = ("site/static/vendor/", "tests/accessibility/vendor/", "requirements")

    found = {
        name: hit.group()
        for name, text in texts().items()
        if not name.startswith(vendored)
        for hit in [INDEX_HOST.search(text) or MACHINE_PATH.search(text)]
        if hit
    }

    assert found == {}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (ADDRESS, "--index-url https:" + "//mirror.example/simple"),
        (ADDRESS, "thing @ file:" + "///tmp/thing.whl"),
        (INDEX_HOST, "files.python" + "hosted.org"),
        (MACHINE_PATH, "see /" + "work/main/site"),
        (MACHINE_PATH, '"/' + 'home/amal/vielfalt"'),
    ],
)
def test_each_trace_is_noticed(pattern, text):
    assert pattern.search(text)


@pytest.mark.django_db
def test_no_migration_is_missing():
    out = io.StringIO()

    call_command("makemigrations", check=True, dry_run=True, verbosity=1, stdout=out)

    assert "No changes" in out.getvalue()
