"""Which kind of unit somebody practises for: the only question that practice asks."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from screening_app.gui.page import Page
from screening_app.gui.presenters.set_up_words import Choice
from screening_app.gui.theme.layout import Column
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.focus_ring import FocusRing
from screening_app.i18n import gettext as _

_LEAVES = ("Esc", "Ctrl+L", "F12")
"""Here the key that hides ends it, too: there is nothing to come back to."""


class PracticeChoice(QWidget):
    """The band, a heading and a button for each kind of unit.

    Attributes:
        chosen: Told the code of the kind of unit.
        left: Told when somebody does not want to practise after all.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self, kinds: Sequence[Choice], *, band: str) -> None:
        """Make the page.

        Args:
            kinds: Of unit, in words.
            band: What stands above every page of practice.
        """
        super().__init__()
        self.setObjectName("practice-choice")
        # Translators: heading; sv "Vad vill du öva på?"
        self._page = Page(
            _("What do you want to practise?"),
            lead=_(
                "The guide and the rules of secrecy are those of the unit you choose. The people are made up."
            ),
        )
        buttons = [self._button(number, kind) for number, kind in enumerate(kinds, start=1)]
        for button in buttons:
            self._page.body.addWidget(button)
        # Translators: sv "Avsluta övningen".
        end = Button(_("End practice"), kind="quiet", key="Esc")
        end.clicked.connect(self.left)
        self._page.set_actions(end, None)
        self._page.first_focus = buttons[0]
        column = Column(self, gap=Space.NONE)
        column.addWidget(Banner("warn", band))
        column.addWidget(self._page, 1)
        FocusRing(self)
        for key in _LEAVES:
            QShortcut(QKeySequence(key), self, self.left.emit)

    def focusInEvent(self, _event: QFocusEvent) -> None:  # noqa: N802
        """Hand the focus to the first kind."""
        self._page.activated()

    def _button(self, number: int, kind: Choice) -> Button:
        button = Button(kind.text, key=str(number))
        button.setObjectName(kind.code)
        button.setAccessibleDescription(kind.second)
        choose = partial(self.chosen.emit, kind.code)
        button.clicked.connect(choose)
        QShortcut(QKeySequence(str(number)), self, choose)
        return button
