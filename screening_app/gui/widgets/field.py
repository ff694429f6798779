"""A field for text: label above, hint below, and what is wrong under it (VISUAL 4)."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from screening_app.gui.theme.current import grown, theme
from screening_app.gui.theme.fonts import role_font
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Radius, Size, Space
from screening_app.gui.widgets.banner import announce
from screening_app.gui.widgets.drop_down import DropDown
from screening_app.gui.widgets.icon_label import IconLabel
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _

_EMERGENCY_KEY: Final = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_E)

Input = QLineEdit | QPlainTextEdit | QComboBox


class Field(QWidget):
    """A labelled field.

    Attributes:
        changed: Told with the text whenever a person changed it.
        entered: Told when Enter was pressed in a field of one line.
        input: What is typed into.
    """

    changed = Signal(str)
    entered = Signal()

    def __init__(
        self,
        label: str,
        *,
        hint: str = "",
        optional: bool = False,
        secret: bool = False,
        multiline: bool = False,
        choices: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make a field.

        Args:
            label: Stands above; also the accessible name.
            hint: Stands below; also the accessible description.
            optional: Whether it may stay empty; required fields say nothing.
            secret: Whether what is typed is hidden.
            multiline: Whether it holds several lines.
            choices: Code and text of what can be chosen instead of typed.
            parent: Owner.
        """
        super().__init__(parent)
        self._label, self._hint, self._choices = label, hint, tuple(choices)
        column = Column(self, gap=Space.XXS)
        head = Row(gap=Space.XS)
        said = Prose(label, role="label")
        head.addWidget(said)
        if optional:
            # Translators: beside the label of a field that may stay empty (Swedish: valfritt).
            head.addWidget(Prose(_("optional"), role="caption", wrap=False))
        head.addStretch(1)
        column.addLayout(head)
        self.input = self._make_input(secret=secret, multiline=multiline)
        # A list to choose from is named by its choice; this tells what the choice is of.
        said.setBuddy(self.input)
        column.addWidget(self.input)
        self._icon = IconLabel("urgent", tone="danger", size=Size.ICON_SMALL)
        self._problem = Prose(role="error")
        under = Row(gap=Space.XXS)
        under.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        under.addWidget(self._problem, 1)
        column.addLayout(under)
        self._under = Prose(hint, role="caption")
        show_when(self._under, bool(hint))
        column.addWidget(self._under)
        self.setFocusProxy(self.input)
        self.clear_error()
        self._restyle()
        theme().changed.connect(self._restyle)

    def _make_input(self, *, secret: bool, multiline: bool) -> Input:
        made: Input
        if self._choices:
            made = DropDown()
            for code, text in self._choices:
                made.addItem(text, code)
            made.currentIndexChanged.connect(lambda _index: self.changed.emit(self.value))
        elif multiline:
            made = QPlainTextEdit()
            made.setTabChangesFocus(True)
            made.textChanged.connect(lambda: self.changed.emit(self.value))
        else:
            made = QLineEdit()
            if secret:
                made.setEchoMode(QLineEdit.EchoMode.Password)
            made.textEdited.connect(self.changed)
            made.returnPressed.connect(self.entered)
        made.installEventFilter(self)
        made.setAccessibleName(self._label)
        made.setProperty("focus_radius", Radius.FIELD)
        return made

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Leave the emergency key to the page: on some systems it is a key of editing, too."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if event.keyCombination() != _EMERGENCY_KEY:
            return False
        event.ignore()
        return True

    def _restyle(self) -> None:
        self.input.setFont(role_font("body"))
        if isinstance(self.input, QPlainTextEdit):
            self.input.setMinimumHeight(grown(Size.TEXT_AREA))
            self.input.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    @property
    def value(self) -> str:
        """What was typed, or the code of what was chosen."""
        if isinstance(self.input, QComboBox):
            return str(self.input.currentData() or "")
        return self.input.toPlainText() if isinstance(self.input, QPlainTextEdit) else self.input.text()

    @value.setter
    def value(self, value: str) -> None:
        if isinstance(self.input, QComboBox):
            self.input.setCurrentIndex(self.input.findData(value))
        elif isinstance(self.input, QPlainTextEdit):
            self.input.setPlainText(value)
        else:
            self.input.setText(value)

    def set_hint(self, hint: str) -> None:
        """Show another hint below."""
        if hint == self._hint:
            return
        self._hint = hint
        self._under.setText(hint)
        show_when(self._under, bool(hint))
        self.input.setAccessibleDescription(hint)

    def show_error(self, text: str) -> None:
        """Say under the field what is wrong and how to put it right; empty takes it back."""
        self._problem.setText(text)
        show_when(self._problem, bool(text))
        show_when(self._icon, bool(text) and theme().tokens.high_contrast)
        self.input.setProperty("error", bool(text))
        self.input.style().unpolish(self.input)
        self.input.style().polish(self.input)
        self.input.setAccessibleDescription(". ".join(filter(None, (text, self._hint))))
        if text and self.isVisible():
            announce(self, text)

    def clear_error(self) -> None:
        """Take the error back."""
        self.show_error("")
