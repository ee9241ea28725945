"""Papers: PDF for print and for screen readers (PDF/UA-1), and pictures, set by typst from `templates/papers/`."""

import json
from collections.abc import Mapping
from typing import Any

import typst
from django.conf import settings

from cms_apps.foundation.letters import clean

PAPERS = settings.ROOT / "templates" / "papers"
POINTS_PER_INCH = 72
NO_FONT = "could not be displayed"


def typeset(paper: str, data: Mapping[str, Any], *, to_keep: bool = False) -> bytes:
    """The PDF of `templates/papers/<paper>.typ`; the paper finds `data` by `#import "paper.typ": data`.

    `data` holds texts, numbers, lists and mappings. Texts are data, never code: typst shows them as they are.
    Where no font has a sign the paper shows a gap and is no PDF/UA, but still tagged. A paper `to_keep` is PDF/A-2a
    besides, set with our own fonts alone, so that it is the same everywhere; a gap in it is an error (`can_show`).
    Raises RuntimeError when the paper itself is wrong.
    """
    if to_keep:
        return _compile(paper, data, pdf_standards=["ua-1", "a-2a"], ignore_system_fonts=True)
    try:
        return _compile(paper, data, pdf_standards=["ua-1"])
    except RuntimeError as error:
        # People write in scripts that no font of ours has: they get their paper nevertheless, with gaps.
        if NO_FONT not in str(error):
            raise
        return _compile(paper, data)


def can_show(text: str) -> bool:
    """Whether a paper `to_keep` can hold every sign of it."""
    lines = {"title": "", "language": "de", "page": ["", ""], "text": text}
    try:
        typeset("probe", lines, to_keep=True)
    except RuntimeError:
        return False
    return True


def showable(text: str) -> str:
    """The text without the signs that a paper `to_keep` cannot hold: a smiley, a script that no font of ours has."""
    if can_show(text):
        return text
    return " ".join("".join(sign for sign in text if can_show(sign)).split())


def draw(paper: str, data: Mapping[str, Any]) -> bytes:
    """The one page of `templates/papers/<paper>.typ` as PNG, a pixel for each point of its size."""
    return _compile(paper, data, format="png", ppi=POINTS_PER_INCH)


def _compile(paper: str, data: Mapping[str, Any], **form: Any) -> bytes:
    made: bytes = typst.compile(
        str(PAPERS / f"{paper}.typ"),
        root=str(PAPERS),
        font_paths=[str(PAPERS / "fonts")],
        sys_inputs={"data": json.dumps(_cleaned(data), ensure_ascii=False)},
        **{"format": "pdf", **form},
    )
    return made


def _cleaned(value: Any) -> Any:
    """Without what no font can show and what turns the direction of a line."""
    if isinstance(value, Mapping):
        return {str(key): _cleaned(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(one) for one in value]
    return value if value is None or isinstance(value, bool | int | float) else clean(str(value))
