"""The paper beside the choices: one page at a time, as it will be printed."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from screening_app.gui.jobs import Jobs
from screening_app.gui.sheets import sheet_count, sheet_picture, sheet_text
from screening_app.gui.theme.current import grown, space, theme
from screening_app.gui.theme.layout import Column, Row, sides
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.theme.window_class import is_folded
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _

A4_SHAPE = 297 / 210
"""Height of a page to its width."""

CARD_SHAPE = 54 / 85.6
_SETTLE_MS = 60
_FINER = 3


class Sheet(QWidget):
    """A page of paper: always white, also where the window is dark."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, picture: QImage) -> None:
        """Show the page."""
        self._picture = picture
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the page and its edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if not self._picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(self.rect()), self._picture)
        line = theme().tokens.line
        painter.setPen(QPen(theme().color("border_strong"), line))
        painter.drawRect(QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2))


class PaperView(QFrame):
    """The document with its pages to turn; a sentence in its place while there is none.

    Args:
        jobs: Work beside the window.
        inside: Most width of a page that stands in the content, where the whole content scrolls; 0 where
            it stands beside the content and scrolls by itself.
    """

    def __init__(self, jobs: Jobs, *, inside: int = 0) -> None:
        super().__init__()
        self.setObjectName("paper")
        self._jobs, self._inside, self._shape = jobs, inside, A4_SHAPE
        self._pdf, self._count, self._number, self._round = b"", 0, 0, 0
        self._enlarged = False
        self._sheet = Sheet()
        self._sheet.setObjectName("sheet")
        self._waiting = Prose(role="second", centred=True)
        self._area = QScrollArea()
        self._area.setObjectName("sheet-area")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Tab leads here: arrows scroll the page, and a screen reader reads it.
        self._area.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._area.setWidget(self._sheet)
        column = Column(self, gap=Space.S, margins=sides(Space.M, Space.S))
        column.addLayout(self._make_head())
        column.addWidget(self._waiting, 1)
        column.addWidget(self._area, 1)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._draw)
        theme().changed.connect(self._settle.start)
        self.show_waiting("")

    def _make_head(self) -> Row:
        # Translators: above the page; sv "Så ser utskriften ut".
        self._title = Prose(_("How it will print"), role="eyebrow")
        self._title.setObjectName("paper-title")
        # Translators: makes the page larger; sv "Förstora".
        self._zoom = Button(_("Enlarge"), kind="quiet", icon="search", size="small")
        self._zoom.setObjectName("enlarge")
        self._zoom.clicked.connect(self._toggle)
        self._place = Prose(role="caption", wrap=False, tabular=True)
        # Translators: to the page before; sv "Föregående sida".
        self._before = Button(_("Previous"), kind="quiet", icon="left", size="small")
        # Translators: to the next page; sv "Nästa sida".
        self._after = Button(_("Next"), kind="quiet", trailing="right", size="small")
        for button, step, name in ((self._before, -1, "previous"), (self._after, 1, "next")):
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, step=step: self._turn(step))
            keeps = button.sizePolicy()
            keeps.setRetainSizeWhenHidden(True)
            button.setSizePolicy(keeps)
        head = Row(gap=Space.XXS)
        head.addWidget(self._title, 1, Qt.AlignmentFlag.AlignVCenter)
        # Previous stands first: what is hidden on the first page leaves its room beside the title.
        for widget in (self._before, self._place, self._after, self._zoom):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        return head

    def show_waiting(self, text: str) -> None:
        """Say why there is no page; empty shows the page."""
        self._waiting.setText(text)
        for widget in (self._zoom, self._place, self._area):
            show_when(widget, not text)
        show_when(self._waiting, bool(text))
        self._show_place()

    def show_paper(self, pdf: bytes, title: str, *, shape: float = A4_SHAPE) -> None:
        """Show a document from its first page on, under a title that says what it is.

        Args:
            shape: Height of its pages to their width.
        """
        self._shape = shape
        self._pdf, self._count = pdf, 0
        self._title.setText(title)
        self._number = 0
        self._draw()

    def _turn(self, step: int) -> None:
        self._number = min(max(self._number + step, 0), max(self._count - 1, 0))
        self._draw()

    def _toggle(self) -> None:
        self._enlarged = not self._enlarged
        self._zoom.setText(_("Whole page") if self._enlarged else _("Enlarge"))
        self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the well that the paper lies in."""
        QPainter(self).fillRect(self.rect(), theme().color("sunken"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Draw the page anew once the size has settled."""
        super().resizeEvent(event)
        self._settle.start()

    def _fitting(self) -> QSize:
        """Return the size of the sheet: whole where it stands beside the content, else as wide as it can."""
        room = self._area.contentsRect()
        width = room.width()
        if self._enlarged and not self._is_folded():
            # It is higher than its place: the scroll bar comes, and does not touch the paper.
            width -= self._area.verticalScrollBar().sizeHint().width() + space(Space.XS)
        elif not self._is_folded():
            width = min(width, int((room.height() - 2) / self._shape))
        width = max(width, grown(Size.NAVIGATION))
        if self._inside:
            width = min(width, grown(self._inside))
        return QSize(width, round(width * self._shape))

    def _is_folded(self) -> bool:
        """Tell whether it stands in or under the content, and the page scrolls it instead of itself."""
        return bool(self._inside) or is_folded(self.window().size(), theme().tokens.factor)

    def _fit_area(self, sheet: QSize) -> None:
        least = sheet.height() + 2 if self._is_folded() else 0
        self._area.setMinimumHeight(least)
        show_when(self._zoom, not least and not self._waiting.text())

    def _draw(self) -> None:
        if not self._pdf:
            return
        size, pdf, number = self._fitting(), self._pdf, self._number
        self._sheet.setFixedSize(size)
        self._fit_area(size)
        self._round += 1
        round_, wide = self._round, round(size.width() * self.devicePixelRatioF())

        def work() -> tuple[QImage, int, str]:
            # Drawn larger and made smaller: small type keeps its shapes and distances.
            large = sheet_picture(pdf, number, width=wide * _FINER)
            picture = large.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
            return picture, sheet_count(pdf), sheet_text(pdf, number)

        def drawn(done: tuple[QImage, int, str]) -> None:
            if round_ == self._round:
                picture, self._count, text = done
                self._sheet.show_picture(picture)
                self._area.setAccessibleDescription(text)
                self._show_place()

        self._jobs.run(work, owner=self, success=drawn, failure=_fail)

    def _show_place(self) -> None:
        # Translators: which page of the document is shown; sv "Sida {number} av {count}".
        place = _("Page {number} of {count}").format(number=self._number + 1, count=max(self._count, 1))
        self._place.setText(place)
        self._area.setAccessibleName(place)
        paper = not self._waiting.text()
        show_when(self._before, paper and self._number > 0)
        show_when(self._after, paper and self._number + 1 < self._count)


def _fail(error: Exception) -> None:
    raise error
