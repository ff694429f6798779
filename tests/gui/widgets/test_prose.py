"""Running text is plain, wraps, and says how high it is."""

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.gui.widgets.prose import Prose
from screening_app.gui.widgets.text_block import TextBlock
from tests.gui.widgets.component_sheet import NOTE, QUESTION
from tests.helpers.appearance import shown


def made(qtbot: QtBot, text: str, **kind: object) -> Prose:
    """Return a label."""
    prose = Prose(text, **kind)  # type: ignore[arg-type]
    qtbot.addWidget(prose)
    return prose


def test_lines_are_as_high_as_the_role_says(qtbot: QtBot) -> None:
    assert made(qtbot, "Nej").heightForWidth(400) == 23  # 15 x 1.5, upwards


def test_markup_is_text(qtbot: QtBot) -> None:
    prose = made(qtbot, "<b>Nej</b>")

    assert prose.textFormat() == Qt.TextFormat.PlainText
    assert prose.sizeHint().width() > made(qtbot, "Nej").sizeHint().width() * 2


def test_narrower_is_higher(qtbot: QtBot) -> None:
    prose = made(qtbot, NOTE)
    heights = [prose.heightForWidth(width) for width in (200, 300, 500, 900)]

    assert heights == sorted(heights, reverse=True)
    assert heights[0] > heights[-1]


def test_a_line_has_at_most_75_characters(qtbot: QtBot) -> None:
    prose = made(qtbot, NOTE)
    block = TextBlock(NOTE, prose.setting, prose.sizeHint().width())

    assert prose.heightForWidth(3_000) == prose.heightForWidth(prose.sizeHint().width())
    assert max(block.layout.lineAt(line).textLength() for line in range(block.lines)) <= 78


def test_large_text_is_balanced(qtbot: QtBot) -> None:
    setting = made(qtbot, QUESTION, role="question").setting
    block = TextBlock(QUESTION, setting, 1_000)
    widths = [block.layout.lineAt(line).naturalTextWidth() for line in range(block.lines)]

    assert len(widths) == 2
    assert min(widths) > 0.8 * max(widths)


def test_body_text_is_not(qtbot: QtBot) -> None:
    assert not made(qtbot, QUESTION).setting.balanced


def test_a_line_break_is_kept(qtbot: QtBot) -> None:
    assert made(qtbot, "Ett\nTvå").heightForWidth(400) == 45


def test_another_text_is_measured_anew(qtbot: QtBot) -> None:
    prose = made(qtbot, "Nej")
    before = prose.heightForWidth(200)
    prose.setText(NOTE)

    assert prose.heightForWidth(200) > before


def test_case_text_can_be_marked_and_copied(qtbot: QtBot) -> None:
    prose = shown(qtbot, Prose("Ja, i mars.", selectable=True), 400, 60)
    prose.setFocus()
    qtbot.keyClick(prose, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(prose, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QApplication.clipboard().text() == "Ja, i mars."


def drag(prose: Prose, kind: QEvent.Type, x: float) -> None:
    """Send the label a pointer that is held down."""
    held = Qt.MouseButton.LeftButton
    here = QPointF(x, 10)
    QApplication.sendEvent(
        prose, QMouseEvent(kind, here, prose.mapToGlobal(here), held, held, Qt.KeyboardModifier.NoModifier)
    )


def test_case_text_can_be_marked_by_pointer(qtbot: QtBot) -> None:
    prose = shown(qtbot, Prose("Ja, i mars.", selectable=True), 400, 60)
    drag(prose, QEvent.Type.MouseButtonPress, 0)
    drag(prose, QEvent.Type.MouseMove, 390)

    assert prose.selectedText() == "Ja, i mars."


def test_other_text_cannot(qtbot: QtBot) -> None:
    prose = shown(qtbot, Prose("Säg så här"), 400, 60)

    assert prose.focusPolicy() == Qt.FocusPolicy.NoFocus
