"""XLSForm workbooks for tests, from tables that stand in the test."""

import io
import zipfile
from collections.abc import Mapping

import openpyxl

from screening_app.interop.xlsform import import_xlsform
from screening_app.services.import_report import ImportedForm


def rows_of(table: str) -> list[list[str | None]]:
    """Return the cells of a table whose columns are parted by ``|``; an empty cell is ``None``."""
    lines = [line.strip().strip("|") for line in table.strip().splitlines()]
    return [[cell.strip() or None for cell in line.split("|")] for line in lines]


def workbook(**sheets: str | list[list[object]]) -> bytes:
    """Return a workbook of these sheets, each a table in text or a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, table in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows_of(table) if isinstance(table, str) else table:
            sheet.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """Return the bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def imported(**sheets: str | list[list[object]]) -> ImportedForm:
    """Return the form of a workbook of these sheets; texts without a language are English."""
    return import_xlsform(workbook(**sheets), "form.xlsx", language="en")


def repacked(content: bytes, changes: Mapping[str, bytes]) -> bytes:
    """Return a workbook with some of its parts replaced, or added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            if part.filename not in changes:
                new.writestr(part.filename, old.read(part))
        for name, body in changes.items():
            new.writestr(name, body)
    return stream.getvalue()
