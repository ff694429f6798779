"""What a person takes home as a PDF; what it takes to set one is loaded when the first is set."""

from pathlib import Path

from screening_app.domain.document import OwnPaper


class OwnPaperPdf:
    """Sets cards and sheets as tagged PDFs (``services.ports.OwnPaperRenderer``).

    Args:
        fonts: Folder that holds the cuts of the bundled typeface.
    """

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts

    def __call__(self, paper: OwnPaper) -> bytes:
        """Return the bytes of a tagged PDF; the same model gives the same bytes.

        Raises:
            TypefaceMissing: If the typeface is missing or damaged.
            CardFull: If the lines do not fit on the card.
        """
        # Here and not above: reportlab and pikepdf cost 200 ms, which starting the application has not.
        from screening_app.documents.own_paper_pages import set_own_paper  # noqa: PLC0415

        return set_own_paper(paper, self._fonts)
