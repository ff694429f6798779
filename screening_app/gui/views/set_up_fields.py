"""The fields of a step of set-up."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from screening_app.gui.presenters.set_up_words import FieldKind, FieldWords
from screening_app.gui.theme.layout import Column, Row
from screening_app.gui.theme.tokens import Space
from screening_app.gui.views.folder import ask_for_file, ask_for_folder
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.option import Option
from screening_app.gui.widgets.presence import show_when
from screening_app.gui.widgets.prose import Prose
from screening_app.i18n import gettext as _

ENDING = ".samtalsstod"
"""Of the names of backups."""


class StepFields(QWidget):
    """Fields under each other.

    Attributes:
        changed: Told when something was typed or chosen.
        entered: Told when Enter was pressed.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, words: Sequence[FieldWords], values: Mapping[str, str]) -> None:
        super().__init__()
        self._fields: dict[str, Field] = {}
        self._options: dict[str, _Options] = {}
        self._strength = Prose(role="caption")
        show_when(self._strength, False)
        column = Column(self, gap=Space.M)
        for one in words:
            if one.kind is FieldKind.OPTIONS:
                options = _Options(one, values.get(one.code, ""))
                self._options[one.code] = options
                column.addWidget(options)
                continue
            field = self._field(one, values.get(one.code, ""))
            self._fields[one.code] = field
            column.addWidget(field)
            if one.kind in {FieldKind.FOLDER, FieldKind.FILE}:
                column.addLayout(self._chooser(field, one.kind))
            if one.code == "passphrase":
                column.addWidget(self._strength)

    def values(self) -> dict[str, str]:
        """Return what stands in every field, by code."""
        typed = {code: field.value for code, field in self._fields.items()}
        return typed | {code: options.chosen() for code, options in self._options.items()}

    def clear(self) -> None:
        """Empty every field that is written into."""
        for field in self._fields.values():
            if not isinstance(field.input, QComboBox):
                field.value = ""

    def first(self) -> QWidget | None:
        """Return what is filled in first."""
        return next((field.input for field in self._fields.values()), None)

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show a sentence at each of these fields, and take the others' back; go to the first."""
        for code, field in self._fields.items():
            field.show_error(errors.get(code, ""))
        for code, options in self._options.items():
            options.show_error(errors.get(code, ""))
        first = next((code for code in (*self._fields, *self._options) if code in errors), None)
        if first is not None:
            target = self._fields.get(first) or self._options[first]
            # Taken anew also where it is there already: the page shows what takes the focus.
            inside = target.focusProxy() or target
            inside.clearFocus()
            inside.setFocus(Qt.FocusReason.TabFocusReason)

    def show_strength(self, sentence: str) -> None:
        """Say under the passphrase how it stands."""
        self._strength.setText(sentence)
        show_when(self._strength, bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go on with Enter, once: a field of one line hands it on to here."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _field(self, words: FieldWords, value: str) -> Field:
        choices = [(choice.code, choice.text) for choice in words.choices]
        field = Field(
            words.label,
            hint=words.hint,
            optional=words.optional,
            secret=words.kind is FieldKind.SECRET,
            choices=choices,
        )
        field.input.setObjectName(words.code)
        if value:
            field.value = value
        field.changed.connect(self.changed)
        return field

    def _chooser(self, field: Field, kind: FieldKind) -> Row:
        is_file = kind is FieldKind.FILE
        # Translators: open a dialog (sv "Välj mapp…", "Välj fil…").
        button = Button(_("Choose file…") if is_file else _("Choose folder…"), size="small")
        button.setObjectName("choose-file" if is_file else "choose-folder")

        def chosen(place: Path) -> None:
            field.value = str(place)
            field.changed.emit(field.value)

        def choose() -> None:
            if is_file:
                ask_for_file(self, chosen, title=_("Backup"), ending=ENDING)
            else:
                ask_for_folder(self, chosen, title=_("Folder"), start=_nearest(field.value))

        button.clicked.connect(choose)
        row = Row()
        row.addWidget(button)
        row.addStretch(1)
        return row


def _nearest(text: str) -> Path | None:
    """Return the folder that was written, or the nearest above it that is there."""
    written = Path(text.strip()).expanduser()
    return next((place for place in (written, *written.parents) if text.strip() and place.is_dir()), None)


class _Options(QWidget):
    """A question with options that explain themselves."""

    def __init__(self, words: FieldWords, value: str) -> None:
        super().__init__()
        self.setAccessibleName(words.label)
        column = Column(self, gap=Space.XS)
        column.addWidget(Prose(words.label, role="label"))
        self._problem = Prose(role="error")
        show_when(self._problem, False)
        column.addWidget(self._problem)
        self._options = [
            Option(choice.code, choice.text, digit=None, second=choice.second) for choice in words.choices
        ]
        for option in self._options:
            option.checked = option.code == value
            column.addWidget(option)
        self.setFocusProxy(self._options[0])

    def chosen(self) -> str:
        """Return the code of what is chosen, or nothing."""
        return next((option.code for option in self._options if option.checked), "")

    def show_error(self, text: str) -> None:
        """Say what is wrong, above the options."""
        self._problem.setText(text)
        show_when(self._problem, bool(text))
