"""Every page of a conversation, in every size and theme: no text is cut off or lies over another."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.gui.theme.apply import Appearance, ThemeChoice, apply_appearance
from screening_app.i18n import use_language, use_pseudo_locale
from screening_app.services.conversation_state import Conversation
from screening_app.services.session import Session
from screening_app.settings import catalogs_folder
from tests.gui.conversation.conftest import Sit
from tests.gui.conversation.typist import Typist, merged, read_script, walk_questions
from tests.helpers.overflow import overflows

LONG_WORDS = frozenset({"long-words", "largest-and-long"})
LOOKS: dict[str, tuple[ThemeChoice, float, int, int]] = {
    "usual": ("light", 1.0, 1280, 720),
    "low": ("light", 1.0, 1280, 640),
    "dark": ("dark", 1.0, 1280, 720),
    "contrast": ("hc-dark", 1.0, 1280, 720),
    "large": ("light", 2.0, 1280, 720),
    "wide": ("dark", 1.0, 1920, 1080),
    "narrow": ("light", 1.0, 960, 600),
    "long-words": ("light", 1.0, 1280, 720),
    "largest-and-long": ("light", 2.0, 1280, 720),
    "mirrored": ("light", 1.0, 1280, 720),
}


def conversation_pages(typist: Typist) -> list[tuple[str, Callable[[], object]]]:
    """Return every page of a conversation: its name, and what leads there from the one before."""
    script = merged(read_script("yes"))
    page = typist.page
    return [
        ("prepare", lambda: None),
        ("gate", lambda: typist.press("1", "Enter")),
        ("gate-details", lambda: page.presenter.choose("interpreter", "professional")),
        ("reasons", page.presenter.cannot_ask),
        ("gate-done", lambda: _finish_gate(typist)),
        ("inform", lambda: typist.press("Enter")),
        ("question", lambda: typist.press("Enter")),
        ("many-options", lambda: typist.press("2", "1", "1", "1", "2")),
        ("danger", lambda: typist.press("1", "Enter", "1", "Enter")),
        ("after-yes", page.presenter.show_after_yes),
        ("rest", lambda: _rest(typist, script)),
        ("closing", lambda: page.presenter.open_place("close")),
        ("results", page.presenter.show_results),
        ("place", lambda: page.presenter.open_place("plan")),
        ("group", lambda: page.presenter.open_step("w6-children")),
        ("text", lambda: page.presenter.open_step("w5-what-happened")),
        ("emergency", typist.shell.emergency),
    ]


def _finish_gate(typist: Typist) -> None:
    presenter = typist.page.presenter
    presenter.leave_overlay()
    presenter.choose("interpreter", "not-needed")
    typist.press(*"1234678")


def _rest(typist: Typist, script: dict[str, dict[str, object]]) -> None:
    typist.page.presenter.leave_overlay()
    walk_questions(typist, script, {"w6-children": "child", "w11-contact": "channel"})


def settled_overflows(typist: Typist, qtbot: QtBot) -> list[str]:
    """Return what has no room once the page stands; on a busy machine a layout may come late."""
    for _try in range(25):
        if not (lines := overflows(typist.shell)):
            break
        qtbot.wait(40)
    return lines


@pytest.mark.parametrize("look", LOOKS)
def test_no_text_is_cut_off_on_any_page(
    sit: Sit, desk: Session, conversation: Conversation, qapp: QApplication, qtbot: QtBot, look: str
) -> None:
    theme, factor, width, height = LOOKS[look]
    use_language("sv", catalogs_folder())
    if look in LONG_WORDS:
        use_pseudo_locale()
    typist = sit(desk, conversation)
    apply_appearance(qapp, Appearance(theme=theme, factor=factor))
    typist.shell.resize(width, height)
    if look == "mirrored":
        typist.shell.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.wait(20)
    found: dict[str, list[str]] = {}

    for name, go in conversation_pages(typist):
        go()
        qtbot.wait(40)
        if lines := settled_overflows(typist, qtbot):
            found[name] = lines

    assert not found
