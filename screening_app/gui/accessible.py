"""What screen readers are told of scrolling areas, so that none of them can end the process.

Qt gives each part of such an area by number without looking whether there is one. A reader that counted
the parts while a scroll bar showed, and asks for it after it went, makes Qt read beyond its list (measured:
the process ended in 3 of some 200 openings of a page at the lock screen). A plain widget's parts are counted.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QScrollArea


def count_parts_of_scrolling() -> None:
    """Let every scrolling area tell its parts as a plain widget does; once a process."""
    QAccessible.installFactory(_tell)


def _tell(_kind: str, thing: QObject | None) -> QAccessibleInterface | None:
    # The same role as Qt's own.
    return QAccessibleWidget(thing, QAccessible.Role.Client) if isinstance(thing, QScrollArea) else None
