"""Choosing a folder or a file; nothing waits for the dialog, and nothing remembers the place."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QSettings, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from screening_app.i18n import gettext as _


def ask_for_folder(
    parent: QWidget, chosen: Callable[[Path], None], *, title: str = "", start: Path | None = None
) -> QFileDialog:
    """Open the dialog and return at once; nothing waits for it, and a lock takes it with it.

    Args:
        title: Of the dialog; left out, it is for an archive copy.
        start: Where to look first.
    """
    # Translators: title of a dialog; sv "Mapp för arkivkopian".
    dialog = QFileDialog(parent, title or _("Folder for the archive copy"), str(start or QDir.homePath()))
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    return _opened(dialog, chosen)


def ask_for_file(parent: QWidget, chosen: Callable[[Path], None], *, title: str, ending: str) -> QFileDialog:
    """Open a dialog for a file that exists, and return at once.

    Args:
        ending: Of the names of files to show; several with spaces between.
    """
    dialog = QFileDialog(parent, title, QDir.homePath(), " ".join(f"*{one}" for one in ending.split()))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _opened(dialog, chosen)


def _opened(dialog: QFileDialog, chosen: Callable[[Path], None]) -> QFileDialog:
    # The system's own dialog would remember the folder, outside our reach.
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setHistory([])
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.fileSelected.connect(lambda place: chosen(Path(place)))
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
