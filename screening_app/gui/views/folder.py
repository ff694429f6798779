"""Choosing the folder that an archive copy goes to; its name is ours, and nothing remembers the place."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QSettings, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from screening_app.i18n import gettext as _


def ask_for_folder(parent: QWidget, chosen: Callable[[Path], None]) -> QFileDialog:
    """Open the dialog and return at once; nothing waits for it, and a lock takes it with it."""
    # Translators: title of a dialog; sv "Mapp för arkivkopian".
    dialog = QFileDialog(parent, _("Folder for the archive copy"), QDir.homePath())
    # The system's own dialog would remember the folder, outside our reach.
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setHistory([])
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.fileSelected.connect(lambda folder: chosen(Path(folder)))
    dialog.finished.connect(lambda _result: _forget(dialog))
    dialog.show()
    return dialog


def _forget(dialog: QFileDialog) -> None:
    """Take back what Qt keeps of the dialog when it ends: the folders visited."""
    dialog.setHistory([])
    dialog.destroyed.connect(_forget_kept)
    dialog.deleteLater()


def _forget_kept() -> None:
    kept = QSettings(QSettings.Scope.UserScope, "QtProject")
    kept.remove("FileDialog")
    kept.sync()
