"""A conversation at the screen that can be given into the person's hands."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from screening_app.domain.answers import AnswerKey
from screening_app.domain.ids import LinkId, ScreeningId, StepId
from screening_app.domain.person import CaseKind
from screening_app.gui.desk import show_alone
from screening_app.gui.frame import Frame
from screening_app.gui.hide import QuickHide
from screening_app.gui.shell import Shell
from screening_app.gui.views.hand_over import HandOver
from screening_app.gui.views.neutral import NeutralPage
from screening_app.i18n import use_language
from screening_app.services.conversation import resume_conversation, start_conversation
from screening_app.services.people import NewPerson, register_person
from screening_app.services.session import Session
from screening_app.settings import catalogs_folder
from tests.gui.shell.desk import Told, standing
from tests.helpers.front import bring_to_front
from tests.services.conftest import ready_to_ask

ASK = StepId("w4-ask")
FROM = (ASK, AnswerKey(LinkId("hurt")))


class _Nobody:
    """Whoever knows no passphrase: in the person's hands none is asked for."""

    def confirm(self, passphrase: str) -> None:
        raise ValueError(passphrase)


class Given:
    """A screen in the person's hands, as the process shows it."""

    def __init__(self, qtbot: QtBot, desk: Session, screening: ScreeningId) -> None:
        self.desk, self.screening = desk, screening
        self.locked: list[str] = []
        self.told = Told()
        self.frame = Frame(lambda: self.locked.append("left"))
        qtbot.addWidget(self.frame)
        self.hide = QuickHide(
            self.frame,
            page=NeutralPage,
            user=_Nobody(),
            jobs=standing(self.told).jobs,
            lock=lambda reason: self.locked.append(str(reason)),
        )
        self.shell = Shell(desk, standing(self.told))
        self.frame.resize(1280, 720)
        self.frame.show_page(self.shell)
        self.frame.show()
        self.shell.conversation(screening)
        bring_to_front(qtbot, self.frame)

    def hand_over(self, from_: tuple[StepId, AnswerKey] = FROM) -> HandOver:
        """Show the person's page in place of everything."""
        page = HandOver(
            self.desk,
            self.screening,
            from_,
            hide=self.hide.hide,
            lock=lambda: self.locked.append("locked"),
        )
        show_alone(page, self.hide, self.frame, lambda: self.locked.append("locked"))
        QApplication.processEvents()
        return page

    @property
    def texts(self) -> str:
        """Everything that stands in the window or is told to a screen reader."""
        parts = self.frame.findChildren(QWidget)
        said = [f"{one.accessibleName()} {one.accessibleDescription()}" for one in parts]
        said += [one.text() for one in parts if isinstance(one, QLabel)]
        return " ".join([self.frame.windowTitle(), *said])

    def answered(self) -> dict[str, str]:
        """Return what stands in the step."""
        given = resume_conversation(self.desk, self.screening).records[ASK].answers.given
        return {str(key): str(answer.absent or answer.values[0]) for key, answer in given.items()}


def given_screen(qtbot: QtBot, desk: Session) -> Given:
    """Return a conversation at its first question."""
    use_language("en", catalogs_folder())
    person = register_person(desk, NewPerson(kind=CaseKind.IDENTIFIED, name="Testa Påhittad"))
    conversation = ready_to_ask(desk, start_conversation(desk, person.id, "pathway-health"))
    return Given(qtbot, desk, conversation.screening.id)


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)
    QApplication.processEvents()
