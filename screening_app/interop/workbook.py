"""An .xlsx workbook as rows of text, or one sentence why not; time and memory are bounded.

The bytes come from strangers. Before openpyxl sees them, the package is measured (size, unpacked
size, number of elements, depth) and every XML part is read once by expat, which refuses document
types: without one there are no entities, so no entity can grow.
"""

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.parsers import expat

from screening_app.interop.workbook_errors import (
    LockedWorkbook,
    MacroWorkbook,
    NotAWorkbook,
    OldWorkbook,
    SheetTooLarge,
    SheetTwice,
    WorkbookDamaged,
    WorkbookGrows,
)

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

MAX_UNPACKED = 25_000_000
MAX_ELEMENTS = 500_000
MAX_DEPTH = 60
MAX_PARTS = 1_000
MAX_ROWS = 5_000
MAX_COLUMNS = 256
MAX_CELL = 20_000

_LAST_ROW = 1_048_576  # of the file format; a part may claim any number
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row that is not empty.

    Attributes:
        number: As the spreadsheet shows it, from 1.
        cells: Text by position from 0; what is empty or blank does not stand here.
        formulas: Positions whose text is what a formula last came to; the formula is not run.
        uncomputed: Positions whose formula has no stored value.
    """

    number: int
    cells: Mapping[int, str]
    formulas: frozenset[int] = frozenset()
    uncomputed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet; ``name`` as it is written in the workbook."""

    name: str
    lines: tuple[Line, ...]


def read_workbook(content: bytes, names: frozenset[str]) -> dict[str, Sheet]:
    """Return those sheets of a workbook that are called so, by their name in lower case.

    Args:
        content: The whole file, which the caller has limited in size.
        names: In lower case; other sheets are not read, but stand in the result without lines.

    Raises:
        BadWorkbook: One of the classes of ``workbook_errors``.
    """
    has_formulas = _examine(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which nobody asks for
            sheets = _sheets(content, names, has_formulas=has_formulas)
    except (SheetTooLarge, SheetTwice):
        raise
    except Exception:  # noqa: BLE001 (the library fails in many ways on strangers' bytes; none may leak)
        raise WorkbookDamaged from None
    return sheets


def _examine(content: bytes) -> bool:
    """Refuse what is no sound .xlsx of bounded size; tell whether it holds formulas."""
    if content.startswith(_OLE):
        raise LockedWorkbook if "EncryptedPackage".encode("utf-16-le") in content else OldWorkbook
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _examine_parts(package)
    except (WorkbookGrows, MacroWorkbook, LockedWorkbook, NotAWorkbook, WorkbookDamaged):
        raise
    except zipfile.BadZipFile:
        raise (WorkbookDamaged if content.startswith(b"PK\x03\x04") else NotAWorkbook) from None
    except Exception:  # noqa: BLE001 (unknown compression, wrong offsets, expat: each has a class of its own)
        raise WorkbookDamaged from None


def _examine_parts(package: zipfile.ZipFile) -> bool:
    parts = package.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise WorkbookGrows(limit=MAX_UNPACKED // 1_000_000)
    if any(part.flag_bits & 1 for part in parts):
        raise LockedWorkbook
    names = {part.filename.lower() for part in parts}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise MacroWorkbook
    if "[content_types].xml" not in names or not any("workbook" in name for name in names):
        raise NotAWorkbook
    check = _XmlCheck()
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels", ".vml")):
            check.read(package, part)
    return check.has_formulas


class _XmlCheck:
    """Reads parts without keeping them: no document type, no depth, not too much of it."""

    def __init__(self) -> None:
        self.has_formulas = False
        self._elements = 0
        self._depth = 0

    def read(self, package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        self._depth = 0
        with package.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)

    def _doctype(self, *_: object) -> None:
        raise WorkbookDamaged

    def _start(self, name: str, _: object) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MAX_ELEMENTS or self._depth > MAX_DEPTH:
            raise WorkbookGrows(limit=MAX_UNPACKED // 1_000_000)
        self.has_formulas = self.has_formulas or name == "f" or name.endswith(":f")

    def _end(self, _: str) -> None:
        self._depth -= 1


def _sheets(content: bytes, names: frozenset[str], *, has_formulas: bool) -> dict[str, Sheet]:
    shown = _open(content, as_shown=True)
    formulas = _open(content, as_shown=False) if has_formulas else None
    found: dict[str, Sheet] = {}
    for title in shown.sheetnames:
        name = title.strip().lower()
        if name in found:
            raise SheetTwice(sheet=title[:60])
        lines = _lines(shown, formulas, title) if name in names else ()
        found[name] = Sheet(name=title, lines=tuple(lines))
    return found


def _open(content: bytes, *, as_shown: bool) -> "Workbook":
    import openpyxl  # noqa: PLC0415 (200 ms that only an import needs)

    return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=as_shown, keep_links=False)


def _lines(shown: "Workbook", formulas: "Workbook | None", title: str) -> Iterator[Line]:
    texts = _grid(shown, title)
    behind: Iterator[tuple[object, ...]] = iter(()) if formulas is None else _grid(formulas, title)
    filled = 0
    for number, values in enumerate(texts, start=1):
        written = next(behind, ())
        if values.count(None) == len(values) and written.count(None) == len(written):
            continue  # a formatted sheet has a million of them
        stored = zip(written, values, strict=False)
        formula = frozenset(i for i, (value, text) in enumerate(stored) if _is_formula(value, text))
        cells = {position: text for position, value in enumerate(values) if (text := _text(value, title))}
        if not cells and not formula:
            continue
        filled += 1
        if filled > MAX_ROWS or max((*cells, *formula)) >= MAX_COLUMNS:
            raise SheetTooLarge(sheet=title[:60], rows=MAX_ROWS, columns=MAX_COLUMNS)
        uncomputed = frozenset(position for position in formula if values[position] is None)
        yield Line(number=number, cells=cells, formulas=formula - uncomputed, uncomputed=uncomputed)


def _grid(workbook: "Workbook", title: str) -> Iterator[tuple[object, ...]]:
    """Return the rows of a sheet; a chart sheet has none."""
    sheet = workbook[title]
    if not hasattr(sheet, "iter_rows"):
        return iter(())
    rows = sheet.iter_rows(max_row=_LAST_ROW, max_col=MAX_COLUMNS + 1, values_only=True)
    return iter(rows)


def _is_formula(value: object, shown: object) -> bool:
    if isinstance(value, str):
        return value.startswith("=") and value != shown  # text may begin with the sign too
    return type(value).__name__ in {"ArrayFormula", "DataTableFormula"}


def _text(value: object, title: str) -> str:
    """Return a cell as people read it: whole numbers without a point, days as YYYY-MM-DD."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 (exact up to there)
            return str(int(value))
        case dt.datetime() if value.time() == dt.time():
            return value.date().isoformat()
    text = " ".join(str(value).replace("\r", "").replace("\xa0", " ").split(" ")).strip()
    if len(text) > MAX_CELL:
        raise SheetTooLarge(sheet=title[:60], rows=MAX_ROWS, columns=MAX_COLUMNS)
    return text
