"""The side of a conversation: case id, places, and what can be done at any time."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from screening_app.gui.presenters.conversation_models import FrameModel
from screening_app.gui.theme.layout import Column, Row, around
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.step_rail import StepMark, StepRail
from screening_app.i18n import gettext as _


def standing_actions(frame: FrameModel, act: Callable[[str, str], None]) -> Row:
    """Return what can be done at any time, for windows in which the rail is folded."""
    row = Row(gap=Space.XS)
    if frame.can_interrupt:
        row.addWidget(_came(act))
    row.addWidget(_pause(act))
    row.addStretch(1)
    return row


def _came(act: Callable[[str, str], None]) -> Button:
    # Translators: pressed when the person is not alone any more: nothing more is asked until the
    # gate is open again; sv "Någon kom in".
    button = Button(_("Somebody came in"), kind="plain", icon="people", size="small")
    button.setObjectName("somebody-came")
    button.clicked.connect(lambda: act("somebody_came", ""))
    return button


def _pause(act: Callable[[str, str], None]) -> Button:
    # Translators: leaves the conversation as it is; sv "Pausa".
    button = Button(_("Pause"), kind="quiet", icon="pause", size="small")
    button.setObjectName("pause")
    button.clicked.connect(lambda: act("pause", ""))
    return button


class ConversationRail(StepRail):
    """Places, then *somebody came in* and *pause*.

    Attributes:
        acted: Name of a method of the presenter, and its argument; empty for none.
    """

    acted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._came = _came(self.acted.emit)
        below = Column(gap=Space.XS, margins=around(Space.M))
        below.addWidget(self._came)
        below.addWidget(_pause(self.acted.emit))
        column = self.layout()
        if isinstance(column, Column):
            column.addLayout(below)

    def show_frame(self, frame: FrameModel) -> None:
        """Show where the conversation stands."""
        self.set_header(frame.case, frame.started)
        self.set_steps([StepMark(place.id, place.title, place.state) for place in frame.rail])
        show_when(self._came, frame.can_interrupt)
