"""The inline scripts that Wagtail and wagtail-localize write into their pages, known by their shape.

Only these get a nonce, and only when all that varies in them is JSON: a script that somebody smuggled into a page
has no such shape, so the policy still stops it.
"""

import json
import re
from collections.abc import Callable

_SCRIPT = re.compile(r'<script(?P<type> type="text/javascript")?>(?P<code>.*?)</script>', re.DOTALL)
_TEXT = r'"(?:[^"\\<]|\\.)*"'
_SHAPES = [
    re.compile(rf"init(?:Date|DateTime|Time)Chooser\((?P<args>{_TEXT}, \{{.*\}})\);", re.DOTALL),
    re.compile(rf"createTaskChooser\((?P<args>{_TEXT})\);"),
    re.compile(rf"new [A-Za-z]*Chooser\((?P<args>{_TEXT}, \{{.*\}})\);", re.DOTALL),
    re.compile(
        rf"\(function\(\) \{{\s*var panel = new (?:InlinePanel|MultipleChooserPanel)\(JSON\.parse\({_TEXT}\)\);\s*\}}\)\(\);"
    ),
    # wagtail-localize: "all languages" in the form, and the addresses of the choosers in the editor
    re.compile(
        r"document\.addEventListener\('DOMContentLoaded', function\(\) \{\s*"
        r"var selectAll = document\.querySelector\('\[name=\"select_all\"\]'\);\s*"
        r"var locales = document\.querySelectorAll\('\[name=\"locales\"\]'\);\s*"
        r"selectAll\.addEventListener\('change', function\(\) \{\s*"
        r"for \(var i = 0; i < locales\.length; i\+\+\) \{\s*"
        r"locales\[i\]\.checked = selectAll\.checked;\s*\}\s*\}\);\s*\}\);"
    ),
    re.compile(
        r"if \(typeof window\.chooserUrls === \"undefined\"\) \{\s*window\.chooserUrls = \{\s*"
        rf"(?:[a-zA-Z]+: {_TEXT},\s*)+\}}\s*\}}"
    ),
]


def with_nonces(html: str, nonce: Callable[[], str]) -> str:
    """The page with the nonce on each known inline script; asks for one only when there is a script."""

    def marked(found: re.Match[str]) -> str:
        if not is_known(found["code"]):
            return found[0]
        return f'<script{found["type"] or ""} nonce="{nonce()}">{found["code"]}</script>'

    return _SCRIPT.sub(marked, html)


def is_known(code: str) -> bool:
    """Whether a script has one of the shapes, with nothing but JSON in the places that vary."""
    found = next((match for shape in _SHAPES if (match := shape.fullmatch(code.strip()))), None)
    if found is None:
        return False
    return _is_json(f"[{found['args']}]") if found.groupdict().get("args") else True


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
