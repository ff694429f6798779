"""The side of a conversation: case id, places, and what can be done at any time."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from screening_app.gui.presenters.conversation_models import FrameModel
from screening_app.gui.theme.layout import Column, around
from screening_app.gui.theme.tokens import Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.flow import Flow
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.step_rail import StepMark, StepRail
from screening_app.i18n import gettext as _


def _came(act: Callable[[str, str], None]) -> Button:
    # Translators: pressed when the person is not alone any more: nothing more is asked until the
    # gate is open again; sv "Någon kom in".
    button = Button(
        _("Somebody came in"), kind="plain", icon="people", key="F2", key_stays=True, size="small"
    )
    button.setObjectName("somebody-came")
    button.clicked.connect(lambda: act("somebody_came", ""))
    return button


def _pause(act: Callable[[str, str], None]) -> Button:
    # Translators: leaves the conversation as it is; sv "Pausa".
    button = Button(_("Pause"), kind="quiet", icon="pause", key="F3", key_stays=True, size="small")
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
        self._interrupts: list[Button] = []
        column = self.layout()
        if isinstance(column, Column):
            below = Column(gap=Space.XS, margins=around(Space.S))
            below.addWidget(self._made_came())
            below.addWidget(_pause(self.acted.emit))
            column.addLayout(below)

    def _made_came(self) -> Button:
        made = _came(self.acted.emit)
        self._interrupts.append(made)
        return made

    def standing(self) -> QWidget:
        """Return, made anew, what can be done at any time."""
        beside = QWidget()
        row = Flow(beside, gap=Space.XS)
        row.addWidget(self._made_came())
        row.addWidget(_pause(self.acted.emit))
        return beside

    def show_frame(self, frame: FrameModel) -> None:
        """Show where the conversation stands."""
        for button in self._interrupts:
            show_when(button, frame.can_interrupt)
        self.set_header(frame.case, frame.started)
        self.set_steps([StepMark(place.id, place.title, place.state) for place in frame.rail])
