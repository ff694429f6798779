"""A desk where contact with somebody was agreed on, its page, and hands that type."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from screening_app.domain.audit import AuditAction
from screening_app.domain.ids import PersonId
from screening_app.gui.shell import Shell
from screening_app.gui.views.contact import ContactPage
from screening_app.gui.views.contact_way import WayCard
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.card import Card
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.session import Session
from tests.gui.shell.desk import Told, standing, tables
from tests.helpers import fakes
from tests.helpers.agreements import agreed, person_of

REASON = "Hon bad oss ringa i dag."


class Desk:
    """A person with whom contact was agreed on, and the window."""

    def __init__(self, library: FileFormLibrary) -> None:
        self.session: Session = fakes.session(library)
        self.person: PersonId = person_of(agreed(self.session))

    def open(self, qtbot: QtBot, width: int = 1280, height: int = 720) -> Shell:
        """Open the window at Today."""
        shell = Shell(self.session, standing(Told()))
        qtbot.addWidget(shell)
        shell.resize(width, height)
        with qtbot.waitActive(shell):
            shell.show()
            shell.activateWindow()
        return shell

    def actions(self, action: AuditAction) -> int:
        """Return how often something is on record."""
        return len([one for one in tables(self.session).audit if one.action is action])


def opened(qtbot: QtBot, shell: Shell, person: PersonId) -> ContactPage:
    """Show the page and wait until the card stands there."""
    shell.contact(person)
    page = shell.page
    assert isinstance(page, ContactPage)
    qtbot.waitUntil(lambda: page.findChild(Card, "attempts") is not None, timeout=5_000)
    qtbot.wait(40)
    return page


def press(qtbot: QtBot, key: Qt.Key) -> None:
    """Press a key wherever the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key)


def type_in(qtbot: QtBot, text: str) -> None:
    """Type where the focus is."""
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    qtbot.keyClicks(focus, text)


def way(page: ContactPage) -> WayCard:
    """Return the one way that was agreed on."""
    found = page.findChild(WayCard)
    assert found is not None
    return found


def button(page: ContactPage, name: str) -> Button:
    """Return a button by its name."""
    found = page.findChild(Button, name)
    assert found is not None
    return found


def said_by_window(shell: Shell) -> str:
    """Return every text of the window: labels, fields, titles, and what a screen reader is given."""
    texts = [shell.window().windowTitle()]
    for widget in [shell, *shell.findChildren(QWidget)]:
        for name in ("text", "windowTitle", "accessibleName", "accessibleDescription", "toolTip"):
            give = getattr(widget, name, None)
            if callable(give):
                texts.append(str(give()))
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is not None:
            texts += [interface.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value)]
    return "\n".join(texts)
