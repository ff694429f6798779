"""The texts of a licensed instrument from CSV, an XLSForm or a FHIR Questionnaire (DESIGN 6)."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from screening_app.i18n import N_
from screening_app.interop.errors import ImportRefused, ImportTooLarge
from screening_app.interop.importing import import_form, read_file
from screening_app.questionnaire.errors import short
from screening_app.questionnaire.source import MAX_BYTES
from screening_app.services.import_report import ImportedForm, ToFillIn
from screening_app.services.wording import Wording

_OTHERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{", b"[")
_LANGUAGE = re.compile("[a-z]{2}")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_MOST_ROWS = 5_000


class CsvUnreadable(ImportRefused):
    """The text is no table of the kind that is read."""

    code = "wording/csv-unreadable"
    user_message = N_(
        "{file}, line {line} cannot be read. Save it as CSV in UTF-8 with the columns linkId, code and one "
        "for each language, such as sv."
    )


class CsvRowTwice(ImportRefused):
    """Two rows for one text."""

    code = "wording/csv-row-twice"
    user_message = N_("{file}, line {line}: {name} has a text already. Keep one of the rows.")


def read_wording(path: Path, language: str | None) -> Wording:
    """Return the texts of a file.

    Args:
        language: Of texts whose language the file does not say.

    Raises:
        ImportRefused: One of its kinds, with the reason.
    """
    return wording_of(read_file(path), short(path.name), language=language)


def wording_of(untrusted: bytes, name: str, *, language: str | None = None) -> Wording:
    """Return the texts that these bytes hold; errors as ``read_wording``."""
    if len(untrusted) > MAX_BYTES:
        raise ImportTooLarge(file=name, limit=MAX_BYTES)
    if untrusted.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_OTHERS):
        return _of_form(import_form(untrusted, name, language=language))
    return _of_csv(untrusted, name)


def _of_form(made: ImportedForm) -> Wording:
    items = [item for item, _ in made.form.walk()]
    return Wording(
        title={} if ToFillIn.TITLE in made.report.to_fill_in else made.form.title,
        questions={item.link_id: item.text for item in items if item.text},
        options={
            (item.link_id, option.code.rpartition("|")[2]): option.display
            for item in items
            for option in item.answer_option
        },
    )


def _of_csv(untrusted: bytes, name: str) -> Wording:
    rows = _rows(untrusted, name)
    number, titles = next(rows, (1, []))
    heads = [title.strip() for title in titles]
    languages = {position: head.lower() for position, head in enumerate(heads[2:], start=2) if head}
    known = [head.lower() for head in heads[:2]] == ["linkid", "code"] and bool(languages)
    twice = len(set(languages.values())) != len(languages)
    if not known or twice or not all(map(_LANGUAGE.fullmatch, languages.values())):
        raise CsvUnreadable(file=name, line=number)
    found: dict[tuple[str, str], dict[str, str]] = {}
    for line, cells in rows:
        key = (cells[0].strip(), cells[1].strip() if len(cells) > 1 else "")
        texts = {
            code: text
            for position, code in languages.items()
            if position < len(cells) and (text := cells[position].strip())
        }
        if len(cells) > len(heads) or (key[1] and not key[0]) or any(map(_NO_TEXT.search, cells)):
            raise CsvUnreadable(file=name, line=line)
        if key in found:
            raise CsvRowTwice(file=name, line=line, name=short(" ".join(filter(None, key)) or "–"))
        found[key] = texts
    return Wording(
        title=found.pop(("", ""), {}),
        questions={link_id: texts for (link_id, code), texts in found.items() if not code},
        options={key: texts for key, texts in found.items() if key[1]},
    )


def _rows(untrusted: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line and cells of each row that is not empty."""
    try:
        text = untrusted.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CsvUnreadable(file=name, line=untrusted.count(b"\n", 0, error.start) + 1) from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        for cells in reader:
            if reader.line_num > _MOST_ROWS:
                raise CsvUnreadable(file=name, line=reader.line_num)
            if any(cell.strip() for cell in cells):
                yield reader.line_num, cells
    except csv.Error:
        raise CsvUnreadable(file=name, line=max(reader.line_num, 1)) from None
