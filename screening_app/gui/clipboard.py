"""What we put on the clipboard stays for half a minute, and never longer than until hide or lock (W-12)."""

from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_MS: Final = 30_000

_KEEP_NO_COPY: Final = {
    # Histories of the clipboard leave out what is marked so, each system by its own word.
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
    "application/x-nspasteboard-concealed-type": b"1",
}


class Clipboard(QObject):
    """Lends text to other programs.

    Args:
        clipboard: Where it goes.
        kept_ms: How long it stays.
    """

    def __init__(self, clipboard: QClipboard, parent: QObject, *, kept_ms: int = KEPT_MS) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._timer = QTimer(self, interval=kept_ms, singleShot=True)
        self._timer.timeout.connect(lambda: clear(clipboard))

    def lend(self, text: str) -> None:
        """Put a text there; the time begins anew with each."""
        lent = QMimeData()
        lent.setText(text)
        for kind, value in _KEEP_NO_COPY.items():
            lent.setData(kind, value)
        self._clipboard.setMimeData(lent)
        self._timer.start()


def lend(text: str) -> None:
    """Put a text on the clipboard of the system; the page that it came from may be left meanwhile."""
    instance = QGuiApplication.instance()
    if instance is None:
        return
    lender = instance.findChild(Clipboard) or Clipboard(QGuiApplication.clipboard(), instance)
    lender.lend(text)


def clear_clipboard() -> None:
    """Empty the clipboard of the system if we filled it."""
    clear(QGuiApplication.clipboard())


def clear(clipboard: QClipboard) -> None:
    """Empty a clipboard if we filled it, and leave what somebody else put there."""
    if clipboard.ownsClipboard():
        clipboard.clear(QClipboard.Mode.Clipboard)
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
