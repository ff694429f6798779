"""A recovery sheet on paper: one page each, numbered words, nothing that says what it opens."""

import datetime as dt
import io
import itertools
from pathlib import Path

import pikepdf
import pypdfium2

from screening_app.documents.sheet_pages import set_sheets
from screening_app.i18n import use_language
from screening_app.services.sheets_on_paper import sheet_name, sheets_on_paper
from screening_app.settings import catalogs_folder
from screening_app.vault.sheets import combine, split
from tests.documents.reading import FONTS
from tests.helpers.verapdf import validate

KEY = bytes(range(32))
AT = dt.datetime(2026, 11, 22, 8, 0, tzinfo=dt.UTC)
TELLING = ("våld", "violence", "victim", "samtalsst", "conversation", "vault", "valv", "journal", "region")


def texts(pdf: bytes) -> list[str]:
    """Return what stands on each page."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def test_each_sheet_has_a_page_whose_words_can_be_read_back() -> None:
    sheets = split(KEY)
    pages = texts(set_sheets(sheets_on_paper(sheets, made_at=AT), FONTS))

    assert len(pages) == 3
    read = []
    for page in pages:
        parts = page.split()
        numbered = {int(a): b for a, b in itertools.pairwise(parts) if a.isdecimal() and b.islower()}
        read.append(" ".join(numbered[number] for number in range(1, 34)))
    assert read == list(sheets)
    assert combine(read[:2]) == KEY


def test_nothing_on_it_says_what_it_opens_in_any_language() -> None:
    for code in ("en", "sv"):
        use_language(code, catalogs_folder())
        pdf = set_sheets(sheets_on_paper(split(KEY), made_at=AT), FONTS)
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            told = " ".join([*texts(pdf), str(opened.trailer.Info.Title), sheet_name(1)]).lower()
        assert [word for word in TELLING if word in told] == []


def test_it_is_accessible(tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_bytes(set_sheets(sheets_on_paper(split(KEY), made_at=AT), FONTS))

    assert validate(file) == {"ua1": []}
