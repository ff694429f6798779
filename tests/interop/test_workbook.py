"""A file that is no sound workbook is one sentence, soon, in little memory."""

import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from screening_app.interop import workbook_errors as errors
from screening_app.interop.errors import ImportTooLarge
from screening_app.interop.importing import import_file
from screening_app.interop.workbook import MAX_ROWS, read_workbook
from tests.helpers.workbooks import repacked, workbook

SURVEY = "type|name|label\ntext|q|What?"
_SHEET = "xl/worksheets/sheet1.xml"
_HEAD = '<?xml version="1.0"?>'
_SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_SECONDS = 20
_MEMORY = 150_000_000


def _read(content: bytes) -> object:
    return read_workbook(content, frozenset({"survey"}))


def _laughs() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'{_HEAD}<!DOCTYPE x [<!ENTITY l0 "lol">{levels}]><worksheet {_SPACE}>&l11;</worksheet>'.encode()


def _outside() -> bytes:
    return f'{_HEAD}<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>'.encode()


def _rows(number: str, count: int = 1) -> bytes:
    row = f'<row r="{number}"><c r="A{number}" t="inlineStr"><is><t>text</t></is></c></row>' * count
    return f"{_HEAD}<worksheet {_SPACE}><sheetData>{row}</sheetData></worksheet>".encode()


def _cells(count: int) -> bytes:
    rows = "<row><c/><c/><c/><c/></row>" * (count // 5)
    return f"{_HEAD}<worksheet {_SPACE}><sheetData>{rows}</sheetData></worksheet>".encode()


def _with_sheet(body: bytes) -> bytes:
    return repacked(workbook(survey=SURVEY), {_SHEET: body})


def _packed(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(name, body)
    return stream.getvalue()


def _document() -> bytes:
    return _packed(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"})


def _locked_parts() -> bytes:
    content = bytearray(workbook(survey=SURVEY))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(mark)
        while start >= 0:
            content[start + flags] |= 1
            start = content.find(mark, start + 1)
    return bytes(content)


OLE = bytes.fromhex("D0CF11E0A1B11AE1")

BAD: dict[str, tuple[Callable[[], bytes], type[errors.BadWorkbook]]] = {
    "an old workbook": (lambda: OLE + bytes(2000), errors.OldWorkbook),
    "a workbook with a password": (
        lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
        errors.LockedWorkbook,
    ),
    "a package with a password": (_locked_parts, errors.LockedWorkbook),
    "a letter under another name": (_document, errors.NotAWorkbook),
    "a package of something": (lambda: _packed(a=b"a"), errors.NotAWorkbook),
    "no package": (lambda: b"PK", errors.NotAWorkbook),
    "a workbook cut short": (lambda: workbook(survey=SURVEY)[:-30], errors.WorkbookDamaged),
    "macros": (
        lambda: repacked(workbook(survey=SURVEY), {"xl/vbaProject.bin": b"x"}),
        errors.MacroWorkbook,
    ),
    "a thousand million laughs": (lambda: _with_sheet(_laughs()), errors.WorkbookDamaged),
    "an entity from outside": (lambda: _with_sheet(_outside()), errors.WorkbookDamaged),
    "laughs in UTF-16": (
        lambda: _with_sheet(_laughs().decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")),
        errors.WorkbookDamaged,
    ),
    "a bomb of zeros": (
        lambda: repacked(workbook(survey=SURVEY), {"xl/media/a.bin": bytes(60_000_000)}),
        errors.WorkbookGrows,
    ),
    "a bomb of cells": (lambda: _with_sheet(_cells(1_500_000)), errors.WorkbookGrows),
    "a bomb of depth": (
        lambda: _with_sheet(_HEAD.encode() + b"<a>" * 100_000 + b"</a>" * 100_000),
        errors.WorkbookGrows,
    ),
    "a bomb of parts": (
        lambda: repacked(workbook(survey=SURVEY), {f"xl/p{n}.xml": b"<a/>" for n in range(2_000)}),
        errors.WorkbookGrows,
    ),
    "too many rows": (
        lambda: workbook(survey=[["text"] for _ in range(MAX_ROWS + 2)]),
        errors.SheetTooLarge,
    ),
    "too many columns": (lambda: workbook(survey=[["x"] * 300]), errors.SheetTooLarge),
    "a novel in a cell": (lambda: workbook(survey=[["type"], ["x" * 30_000]]), errors.SheetTooLarge),
    "two sheets of one name": (
        lambda: repacked(
            workbook(survey=SURVEY, other=SURVEY),
            {
                "xl/workbook.xml": (
                    f'{_HEAD}<workbook {_SPACE} xmlns:r="http://schemas.openxmlformats.org/officeDocument/'
                    '2006/relationships"><sheets><sheet name="survey" sheetId="1" r:id="rId1"/>'
                    '<sheet name="Survey" sheetId="2" r:id="rId2"/></sheets></workbook>'
                ).encode()
            },
        ),
        errors.SheetTwice,
    ),
    "broken XML": (lambda: _with_sheet(b"<worksheet><row>"), errors.WorkbookDamaged),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_workbook_is_one_sentence(name: str) -> None:
    make, expected = BAD[name]
    content = make()

    began = time.perf_counter()
    with pytest.raises(errors.BadWorkbook) as caught:
        _read(content)

    assert type(caught.value) is expected
    assert caught.value.exit_status == 1
    assert "\n" not in caught.value.describe()
    assert time.perf_counter() - began < _SECONDS


@pytest.mark.parametrize("name", ["a bomb of zeros", "a bomb of cells", "a thousand million laughs"])
def test_a_bomb_does_not_fill_the_memory(name: str) -> None:
    content = BAD[name][0]()
    tracemalloc.start()
    try:
        with pytest.raises(errors.BadWorkbook):
            _read(content)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < _MEMORY


def test_a_row_number_without_end_costs_no_time() -> None:
    sheet = read_workbook(_with_sheet(_rows("999999999999")), frozenset({"survey"}))

    assert sheet["survey"].lines == ()


def test_a_workbook_of_fifty_megabytes_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(50_000_000)

    with pytest.raises(ImportTooLarge):
        import_file(path)


def test_cells_are_read_as_people_see_them() -> None:
    content = workbook(survey=[["a", "b", "c", "d"], [12.0, True, 0.5, "  x\xa0y "]])

    line = read_workbook(content, frozenset({"survey"}))["survey"].lines[1]

    assert dict(line.cells) == {0: "12", 1: "TRUE", 2: "0.5", 3: "x y"}
    assert line.number == 2


def test_a_formula_that_was_never_calculated_is_told_from_an_empty_cell() -> None:
    content = workbook(survey=[["a", "b"], ["=1+1", None]])

    line = read_workbook(content, frozenset({"survey"}))["survey"].lines[1]

    assert line.uncomputed == {0}


def test_what_a_formula_last_came_to_is_read_and_marked() -> None:
    body = (
        f'{_HEAD}<worksheet {_SPACE}><sheetData><row r="1"><c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>'
        '<c r="B1" t="inlineStr"><is><t>=no formula</t></is></c></row></sheetData></worksheet>'
    ).encode()

    line = read_workbook(_with_sheet(body), frozenset({"survey"}))["survey"].lines[0]

    assert dict(line.cells) == {0: "ab", 1: "=no formula"}
    assert line.formulas == {0}


def test_sheets_nobody_asked_for_are_named_but_not_read() -> None:
    sheets = read_workbook(workbook(survey=SURVEY, Entities=SURVEY), frozenset({"survey"}))

    assert sheets["entities"].lines == ()
    assert sheets["entities"].name == "Entities"
