"""Tab visits what can be used in the order in which it is drawn, on every page of a conversation."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from screening_app.services.conversation_state import Conversation
from screening_app.services.session import Session
from tests.gui.conversation.conftest import Sit
from tests.gui.conversation.test_pictures import conversation_pages
from tests.helpers.focus_order import disorders, stops, unreached


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (960, 600)])
def test_tab_follows_the_eye_on_every_page(
    sit: Sit, desk: Session, conversation: Conversation, qtbot: QtBot, width: int, height: int
) -> None:
    typist = sit(desk, conversation)
    typist.shell.resize(width, height)
    qtbot.wait(20)
    wrong, counts = dict[str, list[str]](), dict[str, int]()

    for name, go in conversation_pages(typist):
        go()
        qtbot.wait(40)
        found = stops(typist.shell)
        counts[name] = len(found)
        if lines := disorders(found) + [f"never: {one}" for one in unreached(typist.shell, found)]:
            wrong[name] = lines

    print(f"\nstops of Tab: {counts}")
    assert not wrong, "\n".join(f"{name}: {line}" for name, lines in wrong.items() for line in lines)


def test_the_focus_stops_nowhere_between_two_pages(
    sit: Sit, desk: Session, conversation: Conversation, qapp: QApplication
) -> None:
    typist = sit(desk, conversation)
    typist.press("1")
    held = list[QWidget | None]()

    def watch(_before: QWidget | None, now: QWidget | None) -> None:
        held.append(now)

    qapp.focusChanged.connect(watch)
    typist.press("Enter")

    qapp.focusChanged.disconnect(watch)
    # Taken off the page that goes, given to the one that comes.
    assert len(held) == 2
    assert held[0] is None
    assert held[1] is qapp.focusWidget() is not None
