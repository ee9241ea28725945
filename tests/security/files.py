"""Files that nobody means well with, made by rules: `pictures()` and `documents()` give (what, name, content).

Names are what a browser would send; EICAR is the harmless text that every virus scanner must find.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from PIL import Image, PngImagePlugin

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>vfx()</script><foreignObject><body/></foreignObject></svg>'
SVG_ENTITY = b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>'
HTML = b"<!doctype html><html><script>vfx()</script></html>"
EXE = b"MZ" + b"\0" * 200
ELF = b"\x7fELF" + b"\0" * 200
SHELL = b"#!/bin/sh\nid\n"
GPS = 0x8825
RTL, LONG = "\u202e", "a" * 251
File = tuple[str, str, bytes]

WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}
SHEET = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}
SLIDES = {"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"}
TEXT = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<c/>"}
TABLE = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<c/>"}
OFFICE = {"docx": WORD, "xlsx": SHEET, "pptx": SLIDES, "odt": TEXT, "ods": TABLE}
XXE = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
LAUGHS = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>'


def packed(parts: dict[str, bytes], *, before: bytes = b"") -> bytes:
    out = io.BytesIO()
    out.write(before)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#12497A").save(out, kind, **options)
    return out.getvalue()


def pdf(body: bytes = b"") -> bytes:
    head = b"%PDF-1.7\n"
    first = b"1 0 obj<</Type/Catalog/Pages 2 0 R" + body + b">>endobj\n"
    second = b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    at = len(head), len(head) + len(first), len(head) + len(first) + len(second)
    table = b"xref\n0 3\n0000000000 65535 f \n%010d 00000 n \n%010d 00000 n \n" % at[:2]
    end = b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n%d\n%%%%EOF\n" % at[2]
    return head + first + second + table + end


def pdf_of_packed(body: bytes) -> bytes:
    """A PDF whose catalogue lies deflated in an object stream, as most programs write them: its bytes say nothing."""
    inside = b"1 0 <</Type/Catalog/Pages 4 0 R" + body + b">>"
    stream = zlib.compress(inside)
    head = b"%PDF-1.7\n"
    second = b"2 0 obj<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(stream)
    second += stream + b"\nendstream endobj\n"
    fourth = b"4 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    at = len(head), len(head) + len(second), len(head) + len(second) + len(fourth)
    rows = (0, 0, 255), (2, 2, 0), (1, at[0], 0), (1, at[2], 0), (1, at[1], 0)
    table = b"".join(struct.pack(">BHB", *row) for row in rows)
    third = b"3 0 obj<</Type/XRef/Size 5/W[1 2 1]/Root 1 0 R/Length %d>>stream\n%s\nendstream endobj\n" % (
        len(table), table,
    )  # fmt: skip
    return head + second + fourth + third + b"startxref\n%d\n%%%%EOF\n" % at[2]


def with_gps(kind: str = "JPEG") -> bytes:
    exif = Image.Exif()
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (50.0, 4.0, 56.0)
    exif[0x010F], exif[0x9286] = "vfx-camera", "vfx-comment"
    return picture(kind, exif=exif)


def with_texts() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "vfx-author")
    told.add_itxt("XML:com.adobe.xmp", "<x>vfx-place</x>")
    return picture(pnginfo=told)


def pixel_bomb(width: int, height: int, data: bytes = b"\0") -> bytes:
    """A PNG of one bit a pixel that says how large it is, and may bring nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(data))
        + chunk(b"IEND", b"")
    )


def many_frames(count: int) -> bytes:
    """As many frames of 64 x 64 (an even number) as it takes to be too many pixels: two that are drawn, written again and again."""
    dark, bright = (Image.new("L", (64, 64), shade) for shade in (10, 200))
    out = io.BytesIO()
    dark.save(out, "GIF", save_all=True, append_images=[bright])
    gif = out.getvalue()
    head = 13 + 3 * 2 ** ((gif[10] & 7) + 1)  # with its table of colours
    return gif[:head] + gif[head:-1] * (count // 2) + gif[-1:]


def declared(size: int, parts: dict[str, bytes]) -> bytes:
    """An archive whose directory says that its first part is `size` long."""
    data = bytearray(packed(parts))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(mark)
        data[at + place : at + place + 4] = struct.pack("<I", size)
    return bytes(data)


def pictures() -> Iterator[File]:
    """Each must be refused."""
    yield "svg", "a.svg", SVG
    for kind in ("png", "jpg", "gif", "webp", "avif"):
        yield f"svg as {kind}", f"a.{kind}", SVG
        yield f"html as {kind}", f"a.{kind}", HTML
    yield "svg with an entity", "a.svg", SVG_ENTITY
    yield "svg, packed", "a.svgz", zlib.compress(SVG)
    yield "svg, capitals", "a.SVG", SVG
    yield "program as jpg", "a.jpg", EXE
    yield "pdf as png", "a.png", pdf()
    yield "png as jpg", "a.jpg", picture()
    yield "jpg as gif", "a.gif", picture("JPEG")
    yield "bmp", "a.bmp", picture("BMP")
    yield "tiff as jpg", "a.jpg", picture("TIFF")
    yield "ico as png", "a.png", picture("ICO")
    yield "picture as html", "a.html", picture()
    yield "two endings", "a.png.php", picture()
    yield "no ending", "a", picture()
    yield "bomb of pixels", "a.png", pixel_bomb(50_000, 50_000)
    yield "a bomb that is thin", "a.png", pixel_bomb(1, 2**31 - 1)
    yield "just too many pixels", "a.png", pixel_bomb(8000, 5001, b"\0" * 1001 * 5001)
    yield "ten thousand frames", "a.gif", many_frames(10_000)
    yield "nothing", "a.png", b""
    yield "cut off", "a.jpg", picture("JPEG")[:20]
    yield "virus", "a.png", EICAR


def documents() -> Iterator[File]:
    """Each must be refused."""
    yield from _not_what_they_say()
    yield from _bombs()
    yield from _active()


def _not_what_they_say() -> Iterator[File]:
    for kind in (*OFFICE, "zip", "pdf"):
        for what, content in (("html", HTML), ("program", EXE), ("nothing", b""), ("text", b"abc")):
            yield f"{what} as {kind}", f"a.{kind}", content
    for what, content in (
        ("html", HTML),
        ("svg", SVG),
        ("program", EXE),
        ("elf", ELF),
        ("pdf", pdf()),
        ("NUL", b"a\0b"),
    ):
        yield f"{what} as txt", "a.txt", content
        yield f"{what} as csv", "a.csv", content
    yield "html", "a.html", HTML
    yield "shell script", "a.sh", SHELL
    yield "program", "a.exe", EXE
    yield "svg", "a.svg", SVG
    yield "xlsx as docx", "a.docx", packed(SHEET)
    yield "odt as ods", "a.ods", packed(TEXT)
    yield "html before a docx", "a.docx", packed(WORD, before=HTML)
    yield "zip behind a pdf", "a.pdf", pdf() + packed({"a.txt": b"a"})
    yield "html before a pdf", "a.pdf", HTML + pdf()
    yield "a pdf without end", "a.pdf", b"%PDF-1.7\n"
    yield "written from right to left", f"a{RTL}fdp.exe", EXE


def _bombs() -> Iterator[File]:
    zeros = b"\0" * 30_000_000
    for kind, parts in OFFICE.items():
        yield f"bomb in {kind}", f"a.{kind}", packed({**parts, "bomb.bin": zeros})
    yield "bomb in zip", "a.zip", packed({"a.bin": zeros})
    yield "claims 4 GB", "a.zip", declared(2**32 - 2, {"a.bin": b"a"})
    yield "claims too little", "a.zip", declared(1, {"a.bin": b"a" * 100_000})
    yield "many parts", "a.zip", packed({f"{index}.txt": b"" for index in range(2001)})
    yield "zip in zip", "a.zip", packed({"b.zip": packed({"c.zip": packed({"a": b"a"})})})
    yield "docx in docx", "a.docx", packed({**WORD, "word/embeddings/b.docx": packed(WORD)})
    yield "cut off", "a.docx", packed(WORD)[:60]


def _active() -> Iterator[File]:
    for what, part in (("entity", XXE), ("laughs", LAUGHS)):
        yield f"{what} in docx", "a.docx", packed({**WORD, "word/document.xml": part})
        yield f"{what} in xlsx", "a.xlsx", packed({**SHEET, "xl/workbook.xml": part})
        yield f"{what} in odt", "a.odt", packed({**TEXT, "content.xml": part})
    yield "entity behind 64 KB", "a.docx", packed({**WORD, "word/document.xml": b" " * 65_530 + XXE})
    yield "macros in docx", "a.docx", packed({**WORD, "word/vbaProject.bin": b"a"})
    yield "macros in xlsx", "a.xlsx", packed({**SHEET, "xl/vbaProject.bin": b"a"})
    yield "macros in odt", "a.odt", packed({**TEXT, "Basic/Standard/a.xml": b"<a/>"})
    yield "program in zip", "a.zip", packed({"a.exe": EXE})
    yield "svg in zip", "a.zip", packed({"a.svg": SVG})
    yield "out of the folder", "a.zip", packed({"../../a.txt": b"a"})
    yield "from the root", "a.zip", packed({"/etc/a.txt": b"a"})
    yield "of another drive", "a.zip", packed({"C:\\a.txt": b"a"})
    for action in (
        b"/JavaScript",
        b"/JS (vfx)",
        b"/Launch",
        b"/EmbeddedFile",
        b"/J#61vaScript",
        b"/XFA",
        b"/SubmitForm",
    ):
        yield f"pdf with {action.decode()}", "a.pdf", pdf(b"/OpenAction<</S" + action + b">>")
        yield (
            f"pdf with packed {action.decode()}",
            "a.pdf",
            pdf_of_packed(b"/OpenAction<</S" + action + b">>"),
        )


def harmless() -> Iterator[File]:
    """Each must be kept: the guard is no wall."""
    for kind, parts in OFFICE.items():
        yield kind, f"Satzung 2026.{kind}", packed(parts)
    yield "pdf", "Satzung.pdf", pdf()
    yield "pdf of packed objects", "Satzung.pdf", pdf_of_packed(b"/Lang(de)")
    yield "pdf with bytes like a name", "Satzung.pdf", pdf(b"/Lang(/JS /XFA )")
    yield "zip", "Vordrucke.zip", packed({"Antrag/a.txt": "Grüße".encode(), "b.pdf": pdf()})
    yield "txt", "Grüße.txt", "Grüße <b> & mehr".encode()
    yield "old txt", "alt.txt", "Grüße".encode("cp1252")
    yield "csv", "liste.csv", b"a;b\r\n1;2\r\n"


HOSTILE_NAMES = [
    "../../etc/passwd.pdf", "..\\..\\boot.pdf", "/etc/cron.d/a.pdf", "C:\\a.pdf", "a\0.pdf", "a\r\nSet-Cookie: a=b.pdf", "a\n.pdf",
    f"{LONG}.pdf", f"{'ü' * 250}.pdf", f"a{RTL}exe.pdf", "\u2066a\u2069.pdf", "a;b.pdf", 'a"b.pdf', "<script>vfx()</script>.pdf", "%00.pdf",
    "%2e%2e%2fa.pdf", "CON.pdf", ".pdf", "-rf.pdf", "a\u200b.pdf", "a .pdf ", "....pdf", "~.pdf", "$(id).pdf", "a|b.pdf",
]  # fmt: skip
