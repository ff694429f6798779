"""A method lead's window on a vault in memory, and a routine that is filled in."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from screening_app.domain.access import Role
from screening_app.domain.unit_routine import NOT_TEXT, LocalContact, Reach, RoutineItem
from screening_app.gui.shell import Shell
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.session import Session
from screening_app.services.unit_routine import (
    choose_reach,
    confirm_contact,
    save_contact,
    set_interval,
    write_item,
)
from tests.gui.shell.desk import Told, standing
from tests.helpers import fakes

W = TypeVar("W", bound=QWidget)

TEXT = "Vid inskrivning, i vecka 25 och efter förlossningen."
CONTACT = LocalContact(
    id="local-social-emergency",
    need="danger",
    name="Socialjouren Exempel",
    number="010-555 02 00",
    hours="Kvällar och helger",
    area="Exempelstad",
    who_may_refer="Alla",
)


def lead_session(library: FileFormLibrary) -> Session:
    """Return the session of a method lead."""
    return fakes.session(library, as_user=fakes.user("malin", Role.METHOD_LEAD))


def beside(session: Session, library: FileFormLibrary, role: Role = Role.STAFF) -> Session:
    """Return the session of a colleague on the same vault."""
    records = session.records
    assert isinstance(records, fakes.FakeRecords)
    return fakes.session(library, records=records, as_user=fakes.user("anna", role))


def fill_in(session: Session) -> None:
    """Fill in every item."""
    for item in RoutineItem:
        if item not in NOT_TEXT:
            write_item(session, item, f"{TEXT} ({item})")
    choose_reach(session, Reach.GROUPS)
    set_interval(session, 6)
    save_contact(session, CONTACT)
    confirm_contact(session, CONTACT.id)


def window_of(qtbot: QtBot, session: Session, width: int = 1280, height: int = 720) -> Shell:
    """Open the window at Today."""
    shell = Shell(session, standing(Told()))
    qtbot.addWidget(shell)
    shell.resize(width, height)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    return shell


def press(qtbot: QtBot, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key wherever the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key, held)
    qtbot.wait(20)


def type_text(text: str) -> None:
    """Type into what has the focus; key events of the test hold no å."""
    field = QApplication.focusWidget()
    assert isinstance(field, QPlainTextEdit | QLineEdit)
    for letter in text:
        event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
        QApplication.sendEvent(field, event)


def part(shell: Shell, kind: type[W], name: str) -> W:
    """Return a part of the page shown, by name."""
    assert shell.page is not None
    found = [one for one in shell.page.findChildren(kind, name) if not one.isHidden()]
    assert len(found) == 1, name
    return found[0]
