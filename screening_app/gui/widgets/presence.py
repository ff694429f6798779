"""Showing and hiding parts of a page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def show_when(widget: QWidget, shown: bool) -> None:
    """Show a part of a page, or hide it.

    ``setVisible(True)`` on a widget that has no parent yet opens it as a window of its own; here it
    only takes back that it was hidden, so that it appears with what it is put into.
    """
    if shown and widget.parentWidget() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, on=False)
    else:
        widget.setVisible(shown)
