"""Pages of a document of ours as pictures, for the screen and for printers without CUPS.

PDFium is loaded when the first page is drawn. It is not made for several threads: call these from one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    import pypdfium2

POINTS_PER_INCH = 72


def sheet_count(pdf: bytes) -> int:
    """Return how many pages a document has."""
    with _opened(pdf) as document:
        return len(document)


def sheet_picture(pdf: bytes, number: int, *, width: int) -> QImage:
    """Return a page, counted from 0, as a picture in grey, so many pixels wide."""
    with _opened(pdf) as document:
        page = document[number]
        return _drawn(page, width / page.get_width())


def sheet_text(pdf: bytes, number: int) -> str:
    """Return what stands on a page, in reading order."""
    with _opened(pdf) as document:
        text = document[number].get_textpage().get_text_range()
    return " ".join(str(text).split())


def sheets_at(pdf: bytes, *, dots_per_inch: int) -> Iterator[QImage]:
    """Yield every page as a printer draws it."""
    with _opened(pdf) as document:
        for page in document:
            yield _drawn(page, dots_per_inch / POINTS_PER_INCH)


def _drawn(page: "pypdfium2.PdfPage", scale: float) -> QImage:
    bitmap = page.render(scale=scale, grayscale=True)
    grey = QImage.Format.Format_Grayscale8
    # A copy: the pixels belong to PDFium, which lets go of them when the document is closed.
    return QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, grey).copy()


@contextmanager
def _opened(pdf: bytes) -> Iterator["pypdfium2.PdfDocument"]:
    import pypdfium2  # noqa: PLC0415 (when the first page is drawn)

    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()
