"""Whether a document is what its name says and nothing more: judged by its content, before anybody can open it."""

import re
import zipfile
import zlib
from pathlib import PurePosixPath

import filetype
from django.core.exceptions import ValidationError
from django.core.files.base import File
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import NameObject

MOST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS, MOST_RATIO = 2000, 200
PART = 64 * 1024
ZIP, PDF = b"PK\x03\x04", b"%PDF-"
# The part that each kind has, and no other.
PACKED = {
    "docx": "word/document.xml",
    "xlsx": "xl/workbook.xml",
    "pptx": "ppt/presentation.xml",
    "odt": "content.xml",
    "ods": "content.xml",
    "zip": "",
}
MIMETYPES = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
TEXTS = {"txt", "csv"}
ARCHIVES = {"zip", "docx", "xlsx", "pptx", "odt", "ods", "jar", "7z", "rar", "gz", "tar", "bz2", "xz"}
PROGRAMS = {
    "exe",
    "dll",
    "js",
    "vbs",
    "bat",
    "cmd",
    "ps1",
    "scr",
    "msi",
    "com",
    "lnk",
    "hta",
    "svg",
    "html",
    "htm",
    "jar",
}
ACTIVE_NAMES = ("JavaScript", "JS", "Launch", "EmbeddedFile", "RichMedia", "XFA", "SubmitForm", "ImportData")
BY_CHANCE = {"JS", "XFA"}  # so short that packed bytes hold them by chance; the objects are looked at anyway
ACTIVE_PDF = re.compile(
    rf"/(?:{'|'.join(name for name in ACTIVE_NAMES if name not in BY_CHANCE)})\b".encode()
)
MOST_OBJECTS = 200_000  # of a PDF; a book of a thousand pages has some 20,000
MARKUP = re.compile(rb"^\s*<(?:!doctype|\?xml|html|svg|script|head|body)", re.IGNORECASE)
DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)

OTHER_KIND = (
    "Diese Datei ist nicht das, was ihr Name sagt. Speichern Sie sie neu und laden Sie sie noch einmal hoch."
)
TOO_LARGE = "Diese Datei wird beim Öffnen zu groß."
ACTIVE = "Diese Datei enthält Programme, Makros oder andere Dateien. Speichern Sie sie ohne diese."
EMPTY = "Diese Datei ist leer."
LOCKED = "Dieses PDF hat ein Passwort. Speichern Sie es ohne."


def check_document(file: File, name: str) -> None:
    """Raise ValidationError with a sentence for editors."""
    kind = PurePosixPath(name).suffix.lower().removeprefix(".")
    file.seek(0)
    head = file.read(4096)
    if not head:
        raise ValidationError(EMPTY)
    if kind in PACKED:
        _check_packed(file, head, kind)
    elif kind == "pdf":
        _check_pdf(file, head)
    elif kind in TEXTS:
        _check_text(file, head)
    file.seek(0)


def _check_pdf(file: File, head: bytes) -> None:
    file.seek(0)
    data = file.read()
    if not head.startswith(PDF) or b"%%EOF" not in data[-2048:] or ZIP in data[-PART:]:
        raise ValidationError(OTHER_KIND)
    # A name may be written with its letters as numbers: /J#61vaScript.
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), data)
    if ACTIVE_PDF.search(plain) or _is_active_pdf(file):
        raise ValidationError(ACTIVE)


def _is_active_pdf(file: File) -> bool:
    """Whether an object of a PDF runs or carries something, also one that is packed: raw bytes do not show those."""
    file.seek(0)
    try:
        reader = PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValidationError(LOCKED)
        count = len(reader.xref_objStm) + sum(len(one) for one in reader.xref.values())
        if count > MOST_OBJECTS:
            raise ValidationError(TOO_LARGE)
        keys = [*reader.xref_objStm, *(key for one in reader.xref.values() for key in one)]
        return any(_names_active(reader.get_object(key)) for key in keys)
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        if isinstance(error, ValidationError):
            raise
        raise ValidationError(OTHER_KIND) from error


def _names_active(part: object) -> bool:
    """Objects are walked one by one, so what they refer to need not be followed."""
    if isinstance(part, dict):
        return any(
            name.removeprefix("/") in ACTIVE_NAMES or _names_active(part.raw_get(name))  # type: ignore[attr-defined]
            for name in part
        )
    if isinstance(part, list):
        return any(_names_active(one) for one in part)
    return isinstance(part, NameObject) and part.removeprefix("/") in ACTIVE_NAMES


def _check_text(file: File, head: bytes) -> None:
    file.seek(0)
    if (
        filetype.guess(head) is not None
        or MARKUP.match(head)
        or any(b"\x00" in part for part in file.chunks())
    ):
        raise ValidationError(OTHER_KIND)


def _check_packed(file: File, head: bytes, kind: str) -> None:
    if not head.startswith(ZIP):
        raise ValidationError(OTHER_KIND)
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as packed:
            _check_parts(packed, kind)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        RuntimeError,
        NotImplementedError,
        ValueError,
    ) as error:
        if isinstance(error, ValidationError):
            raise
        raise ValidationError(OTHER_KIND) from error


def _check_parts(packed: zipfile.ZipFile, kind: str) -> None:
    parts = packed.infolist()
    size, small = sum(one.file_size for one in parts), sum(one.compress_size for one in parts)
    if size > MOST_UNPACKED or len(parts) > MOST_PARTS or size > MOST_RATIO * max(small, PART):
        raise ValidationError(TOO_LARGE)
    names = [one.filename for one in parts]
    if len(set(names)) < len(names) or (PACKED[kind] and PACKED[kind] not in names):
        raise ValidationError(OTHER_KIND)
    if kind in MIMETYPES and ("mimetype" not in names or packed.read("mimetype").strip() != MIMETYPES[kind]):
        raise ValidationError(OTHER_KIND)
    if any(_is_active(one) for one in names):
        raise ValidationError(ACTIVE)
    for one in parts:
        _check_part(packed, one, kind)


def _is_active(name: str) -> bool:
    """A part that leads out of the folder, runs, or is packed again."""
    suffix = PurePosixPath(name).suffix.lower().removeprefix(".")
    leads_out = name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name
    return (
        leads_out
        or "vbaproject" in name.lower()
        or suffix in ARCHIVES | PROGRAMS
        or name.startswith("Basic/")
    )


def _check_part(packed: zipfile.ZipFile, part: zipfile.ZipInfo, kind: str) -> None:
    """Read it to its end: what it claims to be long may be a lie, and XML declares no entities here."""
    left, before = part.file_size, b""
    with packed.open(part) as opened:
        while piece := opened.read(PART):
            left -= len(piece)
            if left < 0:
                raise ValidationError(TOO_LARGE)
            if (
                kind != "zip"
                and part.filename.endswith((".xml", ".rels"))
                and DECLARES.search(before + piece)
            ):
                raise ValidationError(ACTIVE)
            before = piece[-16:]
