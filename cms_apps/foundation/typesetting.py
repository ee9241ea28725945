"""Papers: PDF for print and for screen readers (PDF/UA-1), set by typst from `templates/papers/`."""

import json
from collections.abc import Mapping
from typing import Any

import typst
from django.conf import settings

from cms_apps.foundation.letters import clean

PAPERS = settings.ROOT / "templates" / "papers"
NO_FONT = "could not be displayed"


def typeset(paper: str, data: Mapping[str, Any]) -> bytes:
    """The PDF of `templates/papers/<paper>.typ`; the paper finds `data` by `#import "paper.typ": data`.

    `data` holds texts, numbers, lists and mappings. Texts are data, never code: typst shows them as they are.
    Where no font has a sign the paper shows a gap and is no PDF/UA, but still tagged.
    Raises RuntimeError when the paper itself is wrong.
    """
    inputs = json.dumps(_cleaned(data), ensure_ascii=False)
    try:
        return _compile(paper, inputs, standards=["ua-1"])
    except RuntimeError as error:
        # People write in scripts that no font of ours has: they get their paper nevertheless, with gaps.
        if NO_FONT not in str(error):
            raise
        return _compile(paper, inputs, standards=[])


def _compile(paper: str, inputs: str, *, standards: list[Any]) -> bytes:
    pdf: bytes = typst.compile(
        str(PAPERS / f"{paper}.typ"),
        root=str(PAPERS),
        font_paths=[str(PAPERS / "fonts")],
        format="pdf",
        sys_inputs={"data": inputs},
        pdf_standards=standards,
    )
    return pdf


def _cleaned(value: Any) -> Any:
    """Without what no font can show and what turns the direction of a line."""
    if isinstance(value, Mapping):
        return {str(key): _cleaned(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(one) for one in value]
    return value if value is None or isinstance(value, bool | int | float) else clean(str(value))
