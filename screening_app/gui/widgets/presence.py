"""Showing and hiding parts of a page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def show_when(widget: QWidget, shown: bool) -> None:
    """Show a part of a page, or hide it.

    ``setVisible(True)`` on a widget that has no parent yet opens it as a window of its own; here it
    only takes back that it was hidden, so that it appears with what it is put into.
    """
    if shown and widget.parentWidget() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, on=False)
    else:
        widget.setVisible(shown)


def show_new(inside: QWidget) -> None:
    """Show at once what layouts were given a moment ago.

    They show it only when a call of theirs comes round, and each time squeeze everything into the old
    height; until then it has no room either (seen: one picture in between).
    """
    for part in inside.findChildren(QWidget):
        if part.isHidden() and _is_undecided(part) and _lies_in(_shown_layout_above(part), part):
            part.show()


def _is_undecided(part: QWidget) -> bool:
    return not part.isWindow() and not part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)


def _shown_layout_above(part: QWidget) -> QLayout | None:
    owner = part.parentWidget()
    return owner.layout() if owner is not None and owner.isVisible() else None


def _lies_in(layout: QLayout | None, part: QWidget) -> bool:
    if layout is None:
        return False
    inner = (one for one in layout.children() if isinstance(one, QLayout))
    return layout.indexOf(part) >= 0 or any(_lies_in(one, part) for one in inner)
