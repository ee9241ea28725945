"""What a reader finds in a PDF of ours."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader


def text_of(pdf: bytes) -> str:
    """Its text, page by page."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def title_of(pdf: bytes) -> str:
    """The title that a viewer shows."""
    found: Any = PdfReader(BytesIO(pdf)).metadata
    return str(found.title)


def is_tagged(pdf: bytes) -> bool:
    """Whether a screen reader finds headings and paragraphs in it."""
    return bool(PdfReader(BytesIO(pdf)).root_object["/MarkInfo"]["/Marked"])


def words_in(pdf: bytes, language: str) -> list[str]:
    """What a screen reader reads aloud in that language: said at the words themselves, or at a part around them."""
    reader = PdfReader(BytesIO(pdf))
    catalog = reader.root_object
    around: dict[tuple[int, int], str] = {}
    _languages(catalog["/StructTreeRoot"], str(catalog["/Lang"]), 0, around)
    return [text for page in reader.pages for own, text in _pieces(page, around) if own == language]


def _languages(part: Any, language: str, page: int, found: dict[tuple[int, int], str]) -> None:
    language = str(part.get("/Lang", language))
    page = part.raw_get("/Pg").idnum if "/Pg" in part else page
    kids = part.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        inner = kid.get_object()
        if isinstance(inner, int):
            found[page, inner] = language
        elif "/MCID" in inner:
            found[inner.raw_get("/Pg").idnum if "/Pg" in inner else page, inner["/MCID"]] = language
        elif "/Obj" not in inner:
            _languages(inner, language, page, found)


def _code(language: Any) -> str:
    """In a content stream it is bytes, which the library would write as signs of UTF-16."""
    return language.decode() if isinstance(language, bytes) else str(language or "")


def _pieces(page: Any, around: dict[tuple[int, int], str]) -> list[tuple[str, str]]:
    """The marked words of a page, each with its language."""
    number, marks = page.indirect_reference.idnum, []
    texts: dict[tuple[int, str], str] = {}

    def mark(operator: bytes, operands: list[Any], *_: Any) -> None:
        if operator in {b"BDC", b"BMC"}:
            own = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
            outer = marks[-1] if marks else (-1, "")
            key = int(own.get("/MCID", outer[0]))
            marks.append((key, _code(own.get("/Lang")) or around.get((number, key), outer[1])))
        elif operator == b"EMC":
            marks.pop()

    def read(text: str, *_: Any) -> None:
        if marks:
            texts[marks[-1]] = texts.get(marks[-1], "") + text

    page.extract_text(visitor_operand_before=mark, visitor_text=read)
    return [(language, " ".join(text.split())) for (_key, language), text in texts.items() if text.strip()]
