"""The body map on paper: black, numbered beside the body, and said in words besides (L-102)."""

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from screening_app.documents.archive_press import ArchivePdf
from screening_app.documents.referral import ReferralPdf
from screening_app.domain.body import BodySpot, BodyView
from screening_app.domain.document import BodyFigure, Referral
from screening_app.questionnaire.errors import DrawingDamaged
from screening_app.settings import shipped_folder
from tests.documents.examples import SWEDISH
from tests.documents.reading import FONTS, plain_text
from tests.helpers.verapdf import validate_all

PROFILE = shipped_folder("resources") / "colour" / "sRGB.icc"
TITLES = {view: ("", f"Vy {view}", "") for view in BodyView} | {
    BodyView.FRONT: ("Höger", "Framsida", "Vänster"),
    BodyView.BACK: ("Vänster", "Baksida", "Höger"),
}
CHEST = BodySpot.parse("front:chest-left:650,250")
HAND = BodySpot.parse("hand-left-palm:metacarpus-left-palm:500,650")
FIGURE = BodyFigure(
    marks=(("1", CHEST), ("2", HAND), ("3", BodySpot.parse("back:heel-right:700,970"))),
    titles=TITLES,
    alt="Kroppskarta. 1: Bröstkorg, vänster; 2: Handflata, vänster; 3: Häl, höger.",
)


def with_figure(figure: BodyFigure = FIGURE) -> Referral:
    """Return a paper with a figure in its first section."""
    first, *others = SWEDISH.sections
    return replace(SWEDISH, sections=(replace(first, figure=figure), *others))


def figures_of(pdf: bytes) -> list[pikepdf.Object]:
    """Return the figures in the structure of a file."""
    found: list[pikepdf.Object] = []

    def look(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Dictionary) and node.get("/S") == pikepdf.Name.Figure:
            found.append(node)
        kids = node.get("/K") if isinstance(node, pikepdf.Dictionary) else None
        for kid in kids if isinstance(kids, pikepdf.Array) else ():
            look(kid)

    with pikepdf.open(io.BytesIO(pdf)) as opened:
        look(opened.Root.StructTreeRoot.K[0])
        return [{"alt": str(one.Alt)} for one in found]  # type: ignore[misc]


def test_the_figure_is_said_in_words(tmp_path: Path) -> None:
    figures = figures_of(ReferralPdf(FONTS)(with_figure()))

    assert [one["alt"] for one in figures] == [FIGURE.alt, "Vy hand-left-palm"]


def test_numbers_and_sides_can_be_read_in_the_file() -> None:
    text = " ".join(plain_text(ReferralPdf(FONTS)(with_figure())))

    for word in ("Höger", "Vänster", "Framsida", "Baksida", "Vy hand-left-palm"):
        assert word in text


def test_the_same_marks_give_the_same_bytes() -> None:
    assert ReferralPdf(FONTS)(with_figure()) == ReferralPdf(FONTS)(with_figure(replace(FIGURE)))


def test_a_page_with_the_figure_has_more_ink_and_no_colour() -> None:
    pages = [pypdfium2.PdfDocument(ReferralPdf(FONTS)(one)) for one in (SWEDISH, with_figure())]
    inks = []
    for document in pages:
        images = [page.render(scale=1).to_pil() for page in document]
        assert all(
            red == green == blue for image in images for red, green, blue in image.get_flattened_data()
        )
        inks.append(sum(value < 128 for image in images for value in image.convert("L").get_flattened_data()))
        document.close()
    assert inks[1] > inks[0] + 1000


def test_verapdf_finds_nothing_wrong(tmp_path: Path) -> None:
    path = tmp_path / "figure.pdf"
    path.write_bytes(ArchivePdf(PROFILE).archival(ReferralPdf(FONTS)(with_figure())))

    assert validate_all([path], ("3a", "ua1")) == {path: {"3a": [], "ua1": []}}


def test_a_missing_drawing_is_said(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    for cut in FONTS.glob("*.ttf"):
        (fonts / cut.name).symlink_to(cut)

    with pytest.raises(DrawingDamaged):
        ReferralPdf(fonts)(with_figure())
