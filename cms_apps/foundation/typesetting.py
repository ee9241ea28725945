"""Papers: PDF for print and for screen readers (PDF/UA-1), set by typst from `templates/papers/`."""

import json
from collections.abc import Mapping
from typing import Any

import typst
from django.conf import settings

from cms_apps.foundation.letters import clean

PAPERS = settings.ROOT / "templates" / "papers"


def typeset(paper: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of `templates/papers/<paper>.typ`; the paper finds `data` by `#import "paper.typ": data`.

    `data` holds texts, numbers, lists and mappings. Texts are data, never code: typst shows them as they are.
    Raises RuntimeError when the paper itself is wrong.
    """
    pdf: bytes = typst.compile(
        str(PAPERS / f"{paper}.typ"),
        root=str(PAPERS),
        font_paths=[str(PAPERS / "fonts")],
        format="pdf",
        sys_inputs={"data": json.dumps(_cleaned(data), ensure_ascii=False)},
        pdf_standards=["ua-1"],
    )
    return pdf


def _cleaned(value: Any) -> Any:
    """Without what no font can show and what turns the direction of a line."""
    if isinstance(value, Mapping):
        return {str(key): _cleaned(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(one) for one in value]
    return value if value is None or isinstance(value, bool | int | float) else clean(str(value))
