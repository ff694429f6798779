"""What a person takes home on paper: card or sheet, and nothing that says where it is from."""

import datetime as dt
import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from screening_app.documents.errors import CardFull
from screening_app.documents.own_paper import OwnPaperPdf
from screening_app.domain.document import Line, OwnPaper, Row, Section
from tests.documents.reading import FONTS
from tests.helpers.verapdf import validate

AT = dt.datetime(2026, 11, 22, 8, 0, tzinfo=dt.UTC)
CARD = OwnPaper(
    language="sv",
    neutral_title="lista",
    made_at=AT,
    heading="Att handla på torget",
    card=True,
    lines=("Mjölk och bröd", "Ring Eva 070-740 00 01", "Två äpplen"),
)
SHEET = OwnPaper(
    language="sv",
    neutral_title="lista",
    made_at=AT,
    heading="Min lista",
    card=False,
    sections=tuple(
        Section(
            heading=f"Del {number}",
            rows=(Row(label="Saker", lines=(Line(text="Nycklar, kort och en tröja. " * 12),)),),
        )
        for number in range(1, 13)
    ),
)


def pages(pdf: bytes) -> list[tuple[float, float, str]]:
    """Return width and height in millimetres, and what stands on each page."""
    document = pypdfium2.PdfDocument(pdf)
    scale = 25.4 / 72
    return [
        (page.get_width() * scale, page.get_height() * scale, page.get_textpage().get_text_range())
        for page in document
    ]


def test_a_card_is_as_large_as_a_bank_card_and_says_what_was_written_and_no_more() -> None:
    ((width, height, text),) = pages(OwnPaperPdf(FONTS)(CARD))

    assert (round(width, 1), round(height, 1)) == (85.6, 54.0)
    assert text.replace("\r\n", "\n").splitlines() == [CARD.heading, *CARD.lines]


def test_no_picture_no_link_and_no_name_in_the_file() -> None:
    with pikepdf.open(io.BytesIO(OwnPaperPdf(FONTS)(CARD))) as pdf:
        (page,) = pdf.pages
        assert "/XObject" not in page.Resources
        assert "/Annots" not in page.obj
        assert set(pdf.trailer.Info.keys()) == {"/Title", "/CreationDate", "/ModDate"}
        assert str(pdf.trailer.Info.Title) == "lista"


def test_a_long_line_wraps_inside_the_card_and_too_many_are_refused() -> None:
    long = "Ring Eva på kvällen när det är lugnt och fråga om vi ska gå på promenad med hunden"
    ((_width, _height, text),) = pages(OwnPaperPdf(FONTS)(_with_lines(long)))
    assert " ".join(text.split()) == f"{CARD.heading} {long}"

    with pytest.raises(CardFull):
        OwnPaperPdf(FONTS)(_with_lines(*["Mjölk"] * 12))


def _with_lines(*lines: str) -> OwnPaper:
    return OwnPaper(
        language="sv", neutral_title="lista", made_at=AT, heading=CARD.heading, card=True, lines=lines
    )


def test_a_sheet_is_a4_and_holds_every_part_once() -> None:
    found = pages(OwnPaperPdf(FONTS)(SHEET))

    assert {(round(width), round(height)) for width, height, _text in found} == {(210, 297)}
    text = " ".join(" ".join(text for *_size, text in found).split())
    assert [text.count(f"Del {number} ") for number in range(1, 13)] == [1] * 12
    assert len(found) > 1


@pytest.mark.parametrize("paper", [CARD, SHEET], ids=["card", "sheet"])
def test_the_same_paper_gives_the_same_bytes(paper: OwnPaper) -> None:
    assert OwnPaperPdf(FONTS)(paper) == OwnPaperPdf(FONTS)(paper)


@pytest.mark.parametrize("paper", [CARD, SHEET], ids=["card", "sheet"])
def test_it_is_accessible(tmp_path: Path, paper: OwnPaper) -> None:
    file = tmp_path / "list.pdf"
    file.write_bytes(OwnPaperPdf(FONTS)(paper))

    assert validate(file) == {"ua1": []}
