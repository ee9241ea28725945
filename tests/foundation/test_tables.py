"""Tables in and out: texts stay texts, and hostile files are refused."""

import io
import time
import zipfile

import pytest
from openpyxl import load_workbook

from cms_apps.foundation.tables import CSV, MOST_BYTES, XLSX, UnreadableTable, read_table, write_table

HEAD = ["Name", "Telefon", "Bemerkung"]
HOSTILE = ["=1+1", "+49 611 555", "-2", "@SUM(A1)", "\tx", '=HYPERLINK("http://x")', "|cmd", "%0A"]


def read(data: bytes, most_rows: int = 1000) -> list[list[str]]:
    return read_table(io.BytesIO(data), most_rows=most_rows)


@pytest.mark.parametrize("kind", [XLSX, CSV])
def test_what_is_written_is_read_again(kind):
    rows = [HEAD, ["Łucja Öz", "0611 555", "Zeile 1\nZeile 2; „Zitat“"], ["", "x", ""]]

    assert read(write_table(rows, kind)) == rows


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_typed_becomes_a_formula(text):
    book = load_workbook(io.BytesIO(write_table([HEAD, [text, "", ""]], XLSX)))
    cell = book.worksheets[0]["A2"]
    assert (cell.data_type, cell.value) == ("s", text)

    line = write_table([[text]], CSV).decode("utf-8-sig")
    assert line.lstrip('"').startswith("'")


def test_a_phone_number_survives_in_a_workbook():
    assert read(write_table([["+49 611 555"]], XLSX)) == [["+49 611 555"]]


def test_csv_of_an_old_spreadsheet_is_read():
    assert read("Name,Ort\r\nJörg,Gießen\r\n".encode("cp1252")) == [["Name", "Ort"], ["Jörg", "Gießen"]]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (60 * 1024 * 1024))
    return out.getvalue()


def damaged() -> bytes:
    data = bytearray(write_table([HEAD, ["x" * 50, "", ""]], XLSX))
    begun = data.index(b"xl/worksheets/sheet1.xml") + 40
    data[begun : begun + 12] = b"\xff" * 12
    return bytes(data)


ENTITY = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
OWN = b'<!DOCTYPE x [<!ENTITY a "laughed">]>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY b "ha"><!ENTITY a "' + b"&b;" * 100_000 + b'">]>'


def with_entity(declared: bytes) -> bytes:
    """A workbook whose one text is an entity."""
    out, text = io.BytesIO(), b"&a;" * 200 if declared else b"vfx"
    with (
        zipfile.ZipFile(io.BytesIO(write_table([["vfx"]], XLSX))) as plain,
        zipfile.ZipFile(out, "w") as packed,
    ):
        for name in plain.namelist():
            packed.writestr(
                name,
                plain.read(name).replace(b"<worksheet ", declared + b"<worksheet ").replace(b"vfx", text),
            )
    return out.getvalue()


@pytest.mark.asvs("1.5.1")
@pytest.mark.parametrize(
    "declared", [ENTITY, OWN, LAUGHS], ids=["of a file", "of its own", "a thousand laughs"]
)
def test_an_entity_is_never_filled_in(declared):
    """By defusedxml, which openpyxl takes where it is installed: it comes with Wagtail."""
    assert read(with_entity(b"")) != []
    with pytest.raises(UnreadableTable):
        read(with_entity(declared))


@pytest.mark.parametrize(
    "data",
    [
        bomb(), damaged(), b"PK\x03\x04 nothing", b"\x00\x01\x02", b"a" * (MOST_BYTES + 1), b"a\n" * 2000,
        b'"' + b"x" * 200_000,
    ],
    ids=["bomb", "damaged", "broken zip", "binary", "too large", "too many rows", "endless field"],
)  # fmt: skip
@pytest.mark.asvs("5.2.3", "15.2.2")
def test_what_is_no_table_is_refused_soon(data):
    begun = time.monotonic()
    with pytest.raises(UnreadableTable):
        read(data)
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("kind", [XLSX, CSV])
def test_ten_thousand_rows_take_less_than_ten_seconds(kind):
    rows = [[f"Name {number}", "+49 611 555", "=1"] * 5 for number in range(10_000)]
    begun = time.process_time()

    assert len(write_table(rows, kind)) > 100_000
    assert time.process_time() - begun < 10
