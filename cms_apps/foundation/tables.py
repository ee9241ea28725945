"""Tables as people open them: XLSX and CSV, read and written. What somebody typed never becomes a formula."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, BinaryIO

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from cms_apps.foundation.letters import clean

XLSX, CSV = "xlsx", "csv"
CONTENT_TYPES = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv; charset=utf-8",
}
MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024  # a table of 2 MB that becomes larger is a bomb
MOST_COLUMNS = 60
# What spreadsheets take for the beginning of a formula (ASVS 1.2.10, OWASP "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "|", "%")
# One of these, and no program opens the whole file.
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")

Row = list[str]


class UnreadableTable(ValueError):
    """The file is no table, or too large."""


def write_table(rows: Iterable[Sequence[object]], kind: str) -> bytes:
    """A file of this kind with these rows; the first one is the head."""
    return _xlsx(rows) if kind == XLSX else _csv(rows)


def read_table(file: BinaryIO, *, most_rows: int) -> list[Row]:
    """The rows of an uploaded XLSX or CSV as texts, without empty ones; formulas are not calculated.

    Raises UnreadableTable for anything else, and for more than `most_rows`.
    """
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableTable
    rows = _rows_of_xlsx(data) if data.startswith(b"PK") else _rows_of_csv(data)
    found = []
    for row in rows:
        texts = [_text(cell) for cell in row[:MOST_COLUMNS]]
        if any(texts):
            found.append(texts)
        if len(found) > most_rows:
            raise UnreadableTable
    return found


def write_book(sheets: Mapping[str, Iterable[Sequence[object]]]) -> bytes:
    """A workbook with these sheets by name; numbers stay numbers, so that people can go on counting with them."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xlsx(rows: Iterable[Sequence[object]]) -> bytes:
    return write_book({"Sheet": rows})


def _cell(sheet: Any, value: object) -> Any:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value=_NOT_IN_XML.sub("", clean(str(value))))
    cell.data_type = "s"  # "=1+1" and "+49 …" stay what they are: texts
    return cell


def _csv(rows: Iterable[Sequence[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for row in rows:
        writer.writerow([_harmless(clean(str(value))) for value in row])
    return out.getvalue().encode("utf-8-sig")  # by the mark Excel knows that it is UTF-8


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _rows_of_xlsx(data: bytes) -> Iterator[Sequence[Any]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise UnreadableTable
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        yield from book.worksheets[0].iter_rows(values_only=True)
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        IndexError,
        ValueError,
        OSError,
        SyntaxError,
        EOFError,
        RuntimeError,
        zlib.error,
    ) as error:
        raise UnreadableTable from error


def _rows_of_csv(data: bytes) -> Iterator[Sequence[Any]]:
    if b"\x00" in data:
        raise UnreadableTable
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    head = text.partition("\n")[0]
    delimiter = max(";,\t", key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise UnreadableTable from error


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean(str(cell)).strip()
