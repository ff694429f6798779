"""The body map's page in every size, theme and language: nothing cut off, all named, Tab as drawn."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.domain.body import BodySpot
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.i18n import use_language, use_pseudo_locale
from screening_app.services.conversation_state import Conversation
from screening_app.services.preferences import Preferences, keep_preferences
from screening_app.services.session import Session
from screening_app.settings import catalogs_folder
from tests.gui.accessible.known import Known
from tests.gui.accessible.test_names import STORED, names
from tests.gui.conversation.conftest import Sit
from tests.gui.conversation.test_marks_page import At, Desk, at
from tests.gui.conversation.test_pictures import LONG_WORDS, LOOKS, settled_overflows
from tests.helpers.focus_order import disorders, stops, unreached
from tests.services.test_marks import ARM

__all__ = ["at"]

SHIN = BodySpot.parse("front:shin-left:650,760")
EYE = BodySpot.parse("head-left:eye-left:700,300")


def states(desk: Desk) -> list[tuple[str, Callable[[], object]]]:
    """Return what the page may show, and what leads there."""
    marks = desk.presenter.marks
    return [
        ("none chosen", marks.new),
        ("chosen", lambda: marks.pick("mark@1")),
        ("side said", lambda: desk.presenter.choose("mark-side@1", "left")),
        ("not measured", lambda: marks.not_measured("absent:unknown")),
        ("moving", marks.move),
        ("taking away", lambda: marks.remove("mark@1")),
        ("head", lambda: marks.pick("mark@3")),
        ("hands", lambda: marks.panel("hands")),
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_no_text_is_cut_off(at: At, qapp: QApplication, qtbot: QtBot, look: str) -> None:
    theme, factor, width, height = LOOKS[look]
    use_language("sv", catalogs_folder())
    if look in LONG_WORDS:
        use_pseudo_locale()
    desk = at(ARM, SHIN, EYE)
    apply_appearance(qapp, Appearance(theme=theme, factor=factor))
    desk.typist.shell.resize(width, height)
    if look == "mirrored":
        desk.typist.shell.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.wait(20)
    found: dict[str, list[str]] = {}
    for name, go in states(desk):
        go()
        qtbot.wait(40)
        if lines := settled_overflows(desk.typist, qtbot):
            found[name] = lines

    assert not found


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (960, 600)])
def test_tab_follows_the_eye(at: At, width: int, height: int) -> None:
    desk = at(ARM, SHIN, EYE)
    desk.typist.shell.resize(width, height)
    QTest.qWait(20)
    wrong: dict[str, list[str]] = {}
    for name, go in states(desk):
        go()
        QTest.qWait(40)
        found = stops(desk.typist.shell)
        if lines := disorders(found) + [f"never: {one}" for one in unreached(desk.typist.shell, found)]:
            wrong[name] = lines

    assert not wrong


@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_part_is_named_in_the_language_in_use(
    sit: Sit, desk: Session, conversation: Conversation, at: At, code: str
) -> None:
    use_language(code, catalogs_folder())
    keep_preferences(desk, Preferences(language=code))
    shown = at(ARM, SHIN, EYE)
    known = Known(code, STORED)
    unnamed, strange = dict[str, int](), dict[str, list[str]]()
    for name, go in states(shown):
        go()
        QTest.qWait(20)
        said = names(shown.typist.shell)
        unnamed[name], strange[name] = said.count(""), known.strange(said)

    assert not any(unnamed.values()), unnamed
    assert not any(strange.values()), strange
