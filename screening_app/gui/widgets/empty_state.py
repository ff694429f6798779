"""What a list shows while it holds nothing: no illustration, no cheer."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from screening_app.gui.theme.layout import Column, around
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.prose import Prose


class EmptyState(QWidget):
    """An icon, a line that says it is empty, a line on what will come here, at most one action.

    Attributes:
        acted: Told when its action was chosen.
    """

    acted = Signal()

    def __init__(
        self, icon: str, text: str, second: str = "", *, action: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(text)
        column = Column(self, gap=Space.XXS, margins=around(Space.XS))
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(IconLabel(icon, size=Size.ICON_EMPTY), 0, middle)
        column.addWidget(Prose(text, role="strong", centred=True))
        if second:
            column.addWidget(Prose(second, role="caption", centred=True))
        if action:
            button = Button(action, size="small")
            button.clicked.connect(self.acted)
            column.addSpacing(column.spacing())
            column.addWidget(button, 0, middle)
