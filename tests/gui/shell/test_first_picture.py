"""A page stands where it will stay when it is first painted: nobody sees it fall into place."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from screening_app.gui.shell import Shell
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.prose import Prose
from screening_app.services.session import Session
from tests.gui.shell.test_opening import PAGES


class Painted(QObject):
    """Notes where each part was when it was first painted."""

    def __init__(self, app: QApplication, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self.at: dict[QWidget, QRect] = {}
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note it."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, Prose | Button):
            self.at.setdefault(watched, place(watched))
        return False


def place(widget: QWidget) -> QRect:
    """Return where a part is in the window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("height", [640, 720, 900])
@pytest.mark.parametrize("page", PAGES)
def test_nothing_moves_after_the_first_picture(
    qtbot: QtBot, qapp: QApplication, shell: Shell, busy: Session, page: str, height: int
) -> None:
    shell.resize(1280, height)
    qtbot.wait(30)
    painted = Painted(qapp, shell)

    PAGES[page](shell, busy)
    qtbot.wait(120)

    qapp.removeEventFilter(painted)
    moved = {
        part.accessibleName() or part.objectName(): (before, place(part))
        for part, before in painted.at.items()
        if part.isVisible() and part.window() is shell and place(part) != before
    }
    assert moved == {}
