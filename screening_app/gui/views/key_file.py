"""The key file on the lock screen: one of those at hand, or any other."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from screening_app.gui.theme.layout import Column
from screening_app.gui.theme.tokens import Space
from screening_app.gui.views.folder import ask_for_file
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.field import Field
from screening_app.i18n import gettext as _

ENDING = ".key"


class KeyFileField(QWidget):
    """A list of key files, and a dialog for others that a lock takes with it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("key-file")
        # Translators: sv "Nyckelfil".
        self._field = Field(_("Key file"), choices=[("", _("Choose a file"))])
        self._field.input.setObjectName("key-file-list")
        # Translators: opens a dialog; sv "Annan fil…".
        self.other = Button(_("Another file…"), kind="quiet", size="small")
        self.other.setObjectName("key-file-other")
        self.other.clicked.connect(self._ask)
        self.dialog: QFileDialog | None = None
        column = Column(self, gap=Space.XXS)
        column.addWidget(self._field)
        column.addWidget(self.other)
        self.setFocusProxy(self._field)

    @property
    def file(self) -> Path | None:
        """What was chosen."""
        return Path(self._field.value) if self._field.value else None

    def offer(self, files: Sequence[Path]) -> None:
        """Show these, and choose the only one; what was chosen before stays."""
        kept, known = self.file, self._list()
        for file in files:
            self._add(file)
        if kept is None and len(files) == 1:
            known.setCurrentIndex(known.findData(str(files[0])))

    def forget(self) -> None:
        """Let go of what was found and chosen."""
        known = self._list()
        while known.count() > 1:
            known.removeItem(1)
        if self.dialog is not None:
            self.dialog.close()
            self.dialog = None

    def _ask(self) -> None:
        # Translators: title of a dialog; sv "Nyckelfil".
        self.dialog = ask_for_file(self.window(), self._choose, title=_("Key file"), ending=ENDING)

    def _choose(self, file: Path) -> None:
        self.dialog = None
        self._add(file)
        known = self._list()
        known.setCurrentIndex(known.findData(str(file)))

    def _add(self, file: Path) -> None:
        if self._list().findData(str(file)) < 0:
            # Translators: a file on a medium, such as "1a2b3c4d.key (STICK)".
            name = _("{file} ({medium})").format(file=file.name, medium=file.parent.name)
            self._list().addItem(name, str(file))

    def _list(self) -> QComboBox:
        if not isinstance(self._field.input, QComboBox):
            raise TypeError
        return self._field.input
