"""The side of a conversation: case id, places, and what can be done at any time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from screening_app.gui.presenters.conversation_models import FrameModel
from screening_app.gui.theme.layout import Column, around
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.step_rail import StepMark, StepRail
from screening_app.i18n import gettext as _


class ConversationRail(StepRail):
    """Places, then *somebody came in* and *pause*.

    Attributes:
        acted: Name of a method of the presenter, and its argument; empty for none.
    """

    acted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        # Translators: pressed when the person is not alone any more: nothing more is asked until the
        # gate is open again; sv "Någon kom in".
        self._came = Button(_("Somebody came in"), kind="plain", icon="people", size="small")
        self._came.setObjectName("somebody-came")
        self._came.clicked.connect(lambda: self.acted.emit("somebody_came", ""))
        # Translators: leaves the conversation as it is; sv "Pausa".
        self._pause = Button(_("Pause"), kind="quiet", icon="pause", size="small")
        self._pause.setObjectName("pause")
        self._pause.clicked.connect(lambda: self.acted.emit("pause", ""))
        below = Column(gap=Space.XS, margins=around(Space.M))
        below.addWidget(self._came)
        below.addWidget(self._pause)
        column = self.layout()
        if isinstance(column, Column):
            column.addLayout(below)

    def show_frame(self, frame: FrameModel) -> None:
        """Show where the conversation stands."""
        self.set_header(frame.case, frame.started)
        self.set_steps([StepMark(place.id, place.title, place.state) for place in frame.rail])
        show_when(self._came, frame.can_interrupt)
