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
