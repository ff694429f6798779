"""Whom anybody may call: what the lock screen shows without a key."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from screening_app.gui.presenters.lock_screen import PublicNumber
from screening_app.gui.theme.current import grown
from screening_app.gui.theme.layout import Column, Row, around, sides
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _


class PublicNumbers(QWidget):
    """A list of numbers, the most urgent first and largest.

    Attributes:
        left: Told when somebody goes back.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("public-numbers")
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Tab leads here too, to scroll.
        self._area.setAccessibleName(_("Phone numbers"))
        column = Column(self)
        column.addWidget(self._area)
        back = QShortcut(QKeySequence("Esc"), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.left)

    def show_numbers(self, numbers: Sequence[PublicNumber], remark: str) -> None:
        """Show these numbers."""
        content = QWidget()
        outer = Row(content, margins=around(Space.L))
        column = Column(gap=Space.M)
        outer.addStretch(1)
        outer.addLayout(column, 8)
        outer.addStretch(1)
        column.addWidget(Prose(_("Phone numbers"), role="heading"))
        column.addWidget(Prose(remark, role="caption"))
        if numbers:
            column.addWidget(_urgent(numbers[0]))
        rest = Card(gap=Space.S)
        for number in numbers[1:]:
            rest.body.addLayout(_row(number))
        column.addWidget(rest)
        back = Button(_("Back"), icon="left", key="Esc")
        back.setObjectName("back")
        back.clicked.connect(self.left)
        column.addWidget(back)
        column.addStretch(1)
        self._area.setWidget(content)
        self.setFocusProxy(back)


def _urgent(number: PublicNumber) -> Card:
    card = Card(kind="danger")
    row = Row(gap=Space.L, margins=sides(Space.NONE, Space.NONE))
    row.addWidget(Prose(number.number, role="emergency-number", tone="danger", wrap=False))
    words = Column(gap=Space.HAIR)
    words.addWidget(Prose(number.need, role="strong"))
    words.addWidget(Prose(number.name, role="body"))
    if number.note:
        words.addWidget(Prose(number.note, role="caption"))
    row.addLayout(words, 1)
    card.body.addLayout(row)
    return card


def _row(number: PublicNumber) -> Row:
    row = Row(gap=Space.L)
    digits = Prose(number.number, role="option", tabular=True, wrap=False)
    digits.setMinimumWidth(grown(Size.NAVIGATION))
    row.addWidget(digits, 0, Qt.AlignmentFlag.AlignTop)
    words = Column(gap=Space.HAIR)
    words.addWidget(Prose(number.name, role="strong"))
    words.addWidget(Prose(number.need, role="second"))
    if number.note:
        words.addWidget(Prose(number.note, role="caption"))
    row.addLayout(words, 1)
    return row
