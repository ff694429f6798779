"""How far long work has come, and a button that stops it (VISUAL 2.4)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from screening_app.gui.presenters.long_work import WorkState
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.track import Track
from screening_app.i18n import gettext as _


class WorkCard(Card):
    """A bar with its number and Cancel; hidden while nothing is being done.

    Attributes:
        cancelled: Told when Cancel was pressed.
    """

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(kind="info", gap=Space.S, parent=parent)
        self.setObjectName("work")
        self._title, self._how_far, self._track = Prose(role="strong"), Prose(role="caption"), Track(0, 1)
        # Translators: stops work that takes long; sv "Avbryt".
        self._cancel = Button(_("Cancel"), size="small")
        self._cancel.setObjectName("cancel-work")
        self._cancel.clicked.connect(self.cancelled)
        line, words = Row(gap=Space.M), Column(gap=Space.HAIR)
        words.addWidget(self._title)
        words.addWidget(self._how_far)
        line.addLayout(words, 1)
        line.addWidget(self._track, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._cancel, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(line)
        show_when(self, False)

    def show_work(self, state: WorkState | None) -> None:
        """Show how far it has come."""
        show_when(self, state is not None)
        if state is None:
            return
        self._title.setText(state.title)
        # Translators: sv "Klart: {percent} %" and "Avbryter …".
        far = _("Stopping …") if state.is_stopping else _("Done: {percent} %").format(percent=state.percent)
        self._how_far.setText(far)
        self._track.show_part(state.percent, 100)
        self._cancel.setEnabled(not state.is_stopping)
        self.setAccessibleName(f"{state.title}. {far}")
