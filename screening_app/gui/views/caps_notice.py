"""Says that Caps Lock is on, as far as what is typed shows it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from screening_app.gui.theme.layout import Row
from screening_app.gui.theme.tokens import Size, Space
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _


class CapsNotice(QWidget):
    """A line under a secret field; shown from the first capital letter that no Shift explains.

    Qt has no way to ask for the state of the key, and no system of ours tells it alike.
    """

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        row = Row(self, gap=Space.XXS)
        row.addWidget(IconLabel("info", tone="warn", size=Size.ICON_SMALL))
        row.addWidget(Prose(_("Caps Lock is on."), role="caption", tone="warn"), 1)
        show_when(self, False)
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Look at what is typed."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            letter = event.text()
            if letter.isalpha() and letter.upper() != letter.lower():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self.setVisible(letter.isupper() != shift)
            elif event.key() == Qt.Key.Key_CapsLock:
                self.setVisible(False)
        return super().eventFilter(watched, event)
