"""Chooses the PIN that brings the screen back after a quick hide, for this session only."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from screening_app.gui.presenters.hide import Pin, WeakPin
from screening_app.gui.theme.current import grown
from screening_app.gui.theme.layout import Column, Row, around
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.focus_ring import FocusRing
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _


class PinDialog(QDialog):
    """Asks for six digits; they are forgotten with the session, and the passphrase works too."""

    def __init__(self, chosen: Callable[[Pin], None], parent: QWidget) -> None:
        """Make the dialog.

        Args:
            chosen: Told the PIN.
            parent: The window.
        """
        super().__init__(parent)
        self._chosen = chosen
        self.setObjectName("pin")
        # Translators: the product's visible name, neutral on purpose. Swedish: Samtalsstöd.
        self.setWindowTitle(_("Conversation Support"))
        self.setMinimumWidth(grown(Size.DIALOG))
        # Translators: title of a dialog; after the screen was hidden, six digits show it again.
        title = Prose(_("Which six digits show the screen again?"), role="title")
        text = Prose(_("They count until the next lock. Your passphrase works too."), role="body")
        self.field = Field(_("Six digits"), secret=True)
        self.field.input.setObjectName("digits")
        self.field.entered.connect(self._take)
        keep = Button(_("Choose"), kind="primary", key="Enter")
        keep.clicked.connect(self._take)
        cancel = Button(_("Cancel"), key="Esc")
        cancel.clicked.connect(self.reject)
        buttons = Row(gap=Space.XS)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        buttons.addWidget(keep)
        column = Column(self, gap=Space.M, margins=around(Space.L))
        for part in (title, text, self.field):
            column.addWidget(part)
        column.addLayout(buttons)
        FocusRing(self)
        self.field.setFocus()

    def _take(self) -> None:
        digits = self.field.value
        self.field.value = ""
        try:
            self._chosen(Pin(digits))
        except WeakPin as error:
            self.field.show_error(error.describe())
            return
        self.accept()
