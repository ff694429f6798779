"""The sheets of an XLSForm as rows with known columns, each text by its language."""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from screening_app.interop.workbook import Line, Sheet
from screening_app.interop.xlsform_errors import Refusal, refusal

_TEXTS = frozenset({"label", "hint", "guidance_hint"})
_MEANT: Mapping[str, frozenset[str]] = {
    "survey": frozenset(
        {"type", "name", "label", "hint", "guidance_hint", "relevant", "constraint", "required", "read_only"}
        | {"calculation", "choice_filter", "default", "repeat_count", "parameters", "trigger", "disabled"}
    ),
    "choices": frozenset({"list_name", "name", "label"}),
    "settings": frozenset({"form_title", "form_id", "version", "default_language"}),
}
_MEDIA = frozenset({"image", "audio", "video", "big_image"})
_LEFT_OUT: Mapping[str, str] = {
    "appearance": "xlsform-appearance",
    "constraint_message": "xlsform-message",
    "required_message": "xlsform-message",
    **dict.fromkeys(_MEDIA, "xlsform-media"),
}
_ALIASES: Mapping[str, str] = {
    "command": "type",
    "tag": "name",
    "caption": "label",
    "relevance": "relevant",
    "calculate": "calculation",
    "readonly": "read_only",
    "requiredmsg": "required_message",
    "required_msg": "required_message",
    "constraint_msg": "constraint_message",
    "constraintmsg": "constraint_message",
    "constraining_message": "constraint_message",
    "count": "repeat_count",
    "list": "list_name",
    "title": "form_title",
    "set_form_title": "form_title",
    "id_string": "form_id",
    "set_form_id": "form_id",
    "set_default_language": "default_language",
}
_OWN_ALIASES: Mapping[str, Mapping[str, str]] = {"choices": {"value": "name"}}
_BRACKETED = re.compile(r"\(\s*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*\s*\)\s*$")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ERRORS = frozenset({"#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#N/A"})
_CLOSE = 0.8

Note = tuple[str, str, str]
"""Where, which column, and why it is kept out of the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a sheet.

    Attributes:
        cells: By column.
        texts: Of ``label``, ``hint`` and ``guidance_hint``, by language.
    """

    sheet: str
    number: int
    cells: Mapping[str, str]
    texts: Mapping[str, Mapping[str, str]]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def refuse(self, code: str, column: str = "", /, **params: object) -> Refusal:
        """Return a refusal of this row, or of one of its cells."""
        return refusal(code, self.sheet, self.number, column, **params)


@dataclass(frozen=True, slots=True)
class _Header:
    column: str
    language: str | None
    title: str


@dataclass(slots=True)
class Table:
    """A sheet with known columns.

    Attributes:
        languages: Of its texts, in the order of the columns.
        refusals: What is wrong with its columns and cells.
        notes: What is left out of the form without changing what is asked or counted.
    """

    rows: list[Row] = field(default_factory=list)
    columns: frozenset[str] = frozenset()
    languages: list[str] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def read_table(kind: str, sheet: Sheet | None, language: str | None) -> Table:
    """Return a sheet as rows of known columns.

    Args:
        kind: ``survey``, ``choices`` or ``settings``.
        language: Of texts whose column names none.
    """
    table = Table()
    if sheet is None or not sheet.lines:
        return table
    first, *lines = sheet.lines
    headers = {
        position: header
        for position, title in first.cells.items()
        if (header := _header(kind, title, language, table, first.number)) is not None
    }
    _check_columns(kind, headers, table, first.number)
    table.columns = frozenset(header.column for header in headers.values())
    table.languages = list(dict.fromkeys(h.language for h in headers.values() if h.language))
    formulas: set[int] = set()
    for line in lines:
        used = [position for position in headers if position in line.cells or position in line.uncomputed]
        if used:
            table.rows.append(_row(kind, line, headers, used, table))
            formulas |= line.formulas & set(headers)
    if kind == "survey" and any(set(line.cells) - set(first.cells) for line in lines):
        table.notes.append((kind, "", "xlsform-no-heading"))
    table.notes += [(kind, headers[position].title, "xlsform-formula") for position in sorted(formulas)]
    return table


def _header(kind: str, title: str, language: str | None, table: Table, row: int) -> _Header | None:
    base, *rest = [part.strip() for part in re.split("::?", title)]
    column = _column(kind, base)
    if column in {"bind", "body", "control", "instance", "media"} and rest:
        inner = [part for part in rest if part.lower() != "jr"] or rest
        column, rest = _column(kind, inner[0]), inner[1:]
        if base.lower() in {"body", "control", "instance"}:
            column = f"{base.lower()}::{column}"
    if column not in _TEXTS or kind == "settings":
        return _Header(column, None, title)
    named = language if not rest else _language(rest[-1], language)
    if named is None:
        code = "language-unknown" if rest else "language-missing"
        table.refusals.append(refusal(code, kind, row, title))
        return None
    return _Header(column, named, title)


def _column(kind: str, text: str) -> str:
    name = "_".join(text.lower().replace("_", " ").replace("-", " ").split())
    return _OWN_ALIASES.get(kind, {}).get(name) or _ALIASES.get(name, name)


def _check_columns(kind: str, headers: Mapping[int, _Header], table: Table, row: int) -> None:
    seen: set[tuple[str, str | None]] = set()
    for header in headers.values():
        key = (header.column, header.language)
        meant = header.column in _MEANT[kind]
        if meant and key in seen:
            table.refusals.append(refusal("column-twice", kind, row, header.title))
        seen.add(key)
        if meant or kind == "choices":  # other columns of choices are what filters read
            continue
        like = difflib.get_close_matches(header.column, sorted(_MEANT[kind]), n=1, cutoff=_CLOSE)
        if like and header.column not in _LEFT_OUT and "::" not in header.column:
            table.refusals.append(refusal("column-misspelt", kind, row, header.title, like=like[0]))


def _row(kind: str, line: Line, headers: Mapping[int, _Header], used: list[int], table: Table) -> Row:
    cells: dict[str, str] = {}
    texts: dict[str, dict[str, str]] = {}
    for position in used:
        header = headers[position]
        problem = _problem(line, position)
        if problem and header.column in _MEANT[kind]:
            table.refusals.append(refusal(problem, kind, line.number, header.title))
        text = line.cells.get(position, "")
        if not text:
            continue
        if header.language is not None:
            texts.setdefault(header.column, {})[header.language] = text
        else:
            cells.setdefault(header.column, text)
            if header.column not in _MEANT[kind] and kind != "choices":
                _note(table, kind, header)
    return Row(sheet=kind, number=line.number, cells=cells, texts=texts)


def _problem(line: Line, position: int) -> str:
    if position in line.uncomputed:
        return "formula"
    text = line.cells.get(position, "")
    if text in _ERRORS:
        return "cell-error"
    return "control-character" if _NO_TEXT.search(text) else ""


def _note(table: Table, kind: str, header: _Header) -> None:
    note = (kind, header.title, _LEFT_OUT.get(header.column, "xlsform-column"))
    if note not in table.notes:
        table.notes.append(note)


def _language(text: str, language: str | None) -> str | None:
    """Return the two letters of a language that a column names."""
    bracketed = _BRACKETED.search(text)
    named = (bracketed[1] if bracketed else text).strip().lower()
    if named == "default":
        return language
    if re.fullmatch("[a-z]{2}", named):
        return named
    return _by_name().get(named) or _by_name().get(text.partition("(")[0].strip().lower())


def language_code(text: str) -> str | None:
    """Return the two letters of a language named in settings; ``None`` if nobody can tell."""
    return _language(text, None) if text else None


@cache
def _by_name() -> Mapping[str, str]:
    from babel import Locale  # noqa: PLC0415 (only where a language is spelt out)
    from babel.core import UnknownLocaleError  # noqa: PLC0415 (as above)

    english, swedish = Locale("en").languages, Locale("sv").languages
    names = {str(name).lower(): str(code) for names in (swedish, english) for code, name in names.items()}
    for code in [code for code in map(str, english) if len(code) == 2]:  # noqa: PLR2004 (letters)
        try:
            own = Locale.parse(code).get_language_name(code)
        except (UnknownLocaleError, ValueError):
            continue
        if own:
            names.setdefault(own.lower(), code)
    return {name: code for name, code in names.items() if re.fullmatch("[a-z]{2}", code)}


def texts_of(row: Row, *columns: str) -> Iterator[tuple[str, str]]:
    """Yield language and text of a row's columns, joined where several of them are filled in."""
    found: dict[str, list[str]] = {}
    for column in columns:
        for language, text in row.texts.get(column, {}).items():
            found.setdefault(language, []).append(text)
    for language, texts in found.items():
        yield language, "\n".join(texts)
