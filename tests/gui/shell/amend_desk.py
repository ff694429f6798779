"""What the tests of the page on corrections share: a conversation that was held, and the window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.domain.answers import Answer, AnswerKey
from screening_app.domain.ids import LinkId, StepId
from screening_app.domain.records import ResponseStatus
from screening_app.gui.shell import Shell
from screening_app.gui.views.amend import AmendPage
from screening_app.gui.widgets.banner import Banner
from screening_app.gui.widgets.field import Field
from screening_app.gui.widgets.option import OpeningRow, Option
from screening_app.gui.widgets.prose import Prose
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.conversation import resume_conversation
from tests.gui.shell.desk import Told, standing, tables
from tests.gui.shell.held import held

ASK = StepId("w4-ask")
REASON = "Fel rad i protokollet"


class Desk:
    """A conversation that was held, and the window."""

    def __init__(self, library: FileFormLibrary, name: str = "no") -> None:
        self.session, self.screening = held(library, name)
        self.person = next(iter(tables(self.session).persons))

    def open(self, qtbot: QtBot, width: int = 1280, height: int = 720) -> Shell:
        """Open the window at Today."""
        shell = Shell(self.session, standing(Told()))
        qtbot.addWidget(shell)
        shell.resize(width, height)
        with qtbot.waitActive(shell):
            shell.show()
            shell.activateWindow()
        return shell

    def answer(self, link_id: str) -> Answer | None:
        """Return what stands in the asking step."""
        read = resume_conversation(self.session, self.screening)
        return read.records[ASK].answers.given.get(AnswerKey(LinkId(link_id)))

    @property
    def status(self) -> ResponseStatus:
        """Return how the conversation stands."""
        return tables(self.session).screenings[self.screening].status


def opened(qtbot: QtBot, shell: Shell, desk: Desk) -> AmendPage:
    """Open the page, and wait until the answers stand on it."""
    shell.amend(desk.screening)
    return there(qtbot, shell)


def there(qtbot: QtBot, shell: Shell) -> AmendPage:
    """Wait until the answers stand on the page."""
    page = shell.page
    assert isinstance(page, AmendPage)
    qtbot.waitUntil(lambda: page.findChild(OpeningRow) is not None, timeout=5_000)
    qtbot.wait(20)
    return page


def press(qtbot: QtBot, key: Qt.Key) -> None:
    """Press a key wherever the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key)


def write(qtbot: QtBot, text: str) -> None:
    """Write where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClicks(focus, text)


def tab_to(qtbot: QtBot, name: str) -> None:
    """Press Tab until the focus is on what has this name."""
    for _ in range(150):
        focus = QApplication.focusWidget()
        assert focus is not None
        around = (focus, focus.parentWidget())
        if any(one is not None and one.objectName() == name for one in around):
            return
        press(qtbot, Qt.Key.Key_Tab)
    raise AssertionError(name)


def texts(page: AmendPage) -> list[str]:
    """Return what the page says."""
    return [one.text() for one in page.findChildren(Prose) if one.isVisible()]


def urgent(page: AmendPage) -> list[Banner]:
    """Return what is told at once, above everything."""
    return [one for one in page.findChildren(Banner, "urgent") if one.isVisible()]


def ask(qtbot: QtBot, page: AmendPage, code: str) -> None:
    """Choose an answer."""
    row = page.findChild(OpeningRow, code)
    assert row is not None
    row.pick()
    qtbot.wait(20)


def confirm(qtbot: QtBot, page: AmendPage, code: str, option: str) -> None:
    """Come to the page that says what follows."""
    ask(qtbot, page, code)
    found = page.findChild(Option, option)
    assert found is not None
    found.pick()
    reason = page.findChild(Field, "reason")
    assert reason is not None
    reason.value = REASON
    page.presenter.go_on()
    qtbot.wait(20)
