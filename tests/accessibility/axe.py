"""axe-core in a Playwright page: `assert violations(page) == []`."""

from pathlib import Path
from typing import Any

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Any, *, ignore: tuple[str, ...] = ()) -> list[str]:
    """What axe finds wrong on the page as it stands, one line for each element; `ignore` names rules to leave out."""
    if not page.evaluate("() => 'axe' in window"):
        # Not add_script_tag: the site's content security policy refuses inline script, and rightly so.
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [
        f"{rule['id']} ({rule['impact']}): {' '.join(node['target'])}"
        for rule in found
        if rule["id"] not in ignore
        for node in rule["nodes"]
    ]
