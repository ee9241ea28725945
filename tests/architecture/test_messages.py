"""Every text is translated: the catalogue holds what the code says, and nothing is empty, guessed or misfilled."""

import re
import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command

OTHERS = [code for code, _name in settings.SYSTEM_LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\(\w+\)s|%[sd]")
IGNORED = [".venv/*", "var/*", "tests/*", "benchmarks/*", "site/static*"]


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def path_of(language: str, folder: Path = settings.LOCALE_PATHS[0]) -> Path:
    return folder / language / "LC_MESSAGES" / "django.po"


def forms(value) -> list[str]:
    return list(value) if isinstance(value, list | tuple) else [value]


def flaws(messages: Catalog) -> list[str]:
    found = []
    for message in messages:
        if not message.id:
            continue
        wanted = sorted(PLACEHOLDER.findall(forms(message.id)[-1]))
        texts = forms(message.string)
        if message.fuzzy or not all(texts) or sorted(PLACEHOLDER.findall(texts[-1])) != wanted:
            found.append(str(message.id))
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated_with_its_placeholders(language):
    assert flaws(catalogue(path_of(language))) == []


@pytest.mark.slow
@pytest.mark.parametrize("language", OTHERS)
def test_catalogue_holds_what_the_code_says(language, tmp_path, monkeypatch, settings):
    if shutil.which("xgettext") is None:
        pytest.skip("gettext is not installed")
    committed = path_of(language)
    copy = path_of(language, tmp_path)
    copy.parent.mkdir(parents=True)
    copy.write_bytes(committed.read_bytes())
    settings.LOCALE_PATHS = [tmp_path]
    monkeypatch.chdir(settings.ROOT)

    call_command(
        "makemessages",
        locale=[language],
        ignore_patterns=IGNORED,
        no_location=True,
        no_obsolete=True,
        verbosity=0,
    )

    said, known = ({(m.id, m.context) for m in catalogue(path)} for path in (copy, committed))
    assert said - known == set(), "run `make messages` and translate what is new"
    assert known - said == set(), "run `make messages`: the code no longer says this"


def test_a_gap_a_guess_and_a_lost_placeholder_are_noticed():
    messages = Catalog()
    messages.add("Guten Tag", "")
    messages.add("Antwort bis %(day)s", "Answer")
    messages.add("Stand", "Status", flags=["fuzzy"])
    messages.add(("%(n)s Platz", "%(n)s Plätze"), ("%(n)s place", ""))
    messages.add("Name", "Name")

    assert len(flaws(messages)) == 4


def test_no_text_hides_behind_a_name_that_is_not_gathered():
    alias = re.compile(r"import (?:\w*gettext\w*) as (\w+)")
    found = {
        f"{path.relative_to(settings.ROOT)}: {name}"
        for path in (settings.ROOT / "cms_apps").rglob("*.py")
        for name in alias.findall(path.read_text())
        if name != "_"
    }
    assert found == set()
