"""A labelled list to pick from: nothing is picked in passing."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from screening_app.gui.theme.current import theme
from screening_app.gui.theme.fonts import role_font
from screening_app.gui.theme.layout import Column
from screening_app.gui.theme.tokens import Radius, Space
from screening_app.gui.widgets.drop_down import DropDown
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _

_OPENING = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Space})
_SHOWN = 14


class _Opening(DropDown):
    """A drop-down whose keys open it: an arrow that picked at once would store answers on the way."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Open at an arrow, at the space bar, and at a letter, which then searches."""
        letter = event.text().isalpha() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _OPENING or letter:
            self.showPopup()
            if letter:
                self.view().keyboardSearch(event.text())
            return
        event.ignore()


class PickList(QWidget):
    """A label and a list below it.

    Attributes:
        picked: Told with the code that was picked.
        input: The list.
    """

    picked = Signal(str)

    def __init__(self, name: str, label: str, choices: Sequence[tuple[str, str]], *, chosen: str) -> None:
        """Make a list.

        Args:
            name: Object name of the list.
            label: Stands above; also the accessible name.
            choices: Code and text of what can be picked.
            chosen: Code of what is picked; empty for nothing.
        """
        super().__init__()
        column = Column(self, gap=Space.XXS)
        said = Prose(label, role="label")
        column.addWidget(said)
        self.input = _Opening()
        self.input.setObjectName(name)
        self.input.setAccessibleName(label)
        self.input.setMaxVisibleItems(_SHOWN)
        self.input.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.input.setMinimumContentsLength(_SHOWN)
        self.input.setProperty("focus_radius", Radius.FIELD)
        if not chosen:
            # Translators: in a list from which nothing is picked yet; sv "Välj…".
            self.input.addItem(_("Choose…"), "")
        for code, text in choices:
            self.input.addItem(text, code)
        self.input.setCurrentIndex(max(self.input.findData(chosen), 0))
        self.input.activated.connect(self._tell)
        said.setBuddy(self.input)
        column.addWidget(self.input)
        self.setFocusProxy(self.input)
        self._restyle()
        theme().changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.input.setFont(role_font("body"))

    def _tell(self, index: int) -> None:
        code = str(self.input.itemData(index) or "")
        if code:
            self.picked.emit(code)
