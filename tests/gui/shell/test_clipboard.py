"""What is put on the clipboard goes again (W-12)."""

from typing import cast

import pytest
from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.gui.clipboard import KEPT_MS, Clipboard
from tests.gui.shell.held import TOLD


class Board:
    """A clipboard that another program may take over."""

    def __init__(self) -> None:
        self.held: QMimeData | None = None
        self.is_ours = False

    def setMimeData(self, data: QMimeData) -> None:  # noqa: N802
        self.held, self.is_ours = data, True

    def ownsClipboard(self) -> bool:  # noqa: N802
        return self.is_ours

    def supportsSelection(self) -> bool:  # noqa: N802
        return False

    def clear(self, _mode: QClipboard.Mode) -> None:
        self.held = None


@pytest.fixture
def owner(qapp: QApplication) -> QObject:
    """Return what a lender belongs to: not the application, whose lender is the real one."""
    return QObject()


def lender_on(board: Board, owner: QObject, kept_ms: int) -> Clipboard:
    """Return what lends to this clipboard."""
    return Clipboard(cast("QClipboard", board), owner, kept_ms=kept_ms)


def test_a_text_is_taken_away_when_its_time_is_over(qtbot: QtBot, owner: QObject) -> None:
    board = Board()
    lender = lender_on(board, owner, 30)

    lender.lend(TOLD)

    assert board.held is not None
    assert board.held.text() == TOLD
    qtbot.waitUntil(lambda: board.held is None, timeout=2_000)


def test_what_somebody_else_copied_since_stays(qtbot: QtBot, owner: QObject) -> None:
    board = Board()
    lender = lender_on(board, owner, 30)
    lender.lend(TOLD)
    theirs = QMimeData()
    theirs.setText("somebody else's")

    board.held, board.is_ours = theirs, False
    qtbot.wait(90)

    assert board.held is theirs


def test_a_second_text_has_its_whole_time(qtbot: QtBot, owner: QObject) -> None:
    board = Board()
    lender = lender_on(board, owner, 300)
    lender.lend("one")
    qtbot.wait(200)

    lender.lend("two")
    qtbot.wait(200)

    assert board.held is not None
    qtbot.waitUntil(lambda: board.held is None, timeout=2_000)


def test_histories_of_the_clipboard_are_told_to_keep_no_copy(owner: QObject) -> None:
    board = Board()

    lender_on(board, owner, KEPT_MS).lend(TOLD)

    assert board.held is not None
    assert bytes(board.held.data("x-kde-passwordManagerHint").data()) == b"secret"
    assert KEPT_MS == 30_000
