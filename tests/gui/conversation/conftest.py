"""A shell with one conversation just begun, on a vault in memory, in English."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.domain.person import CaseKind
from screening_app.gui.presenters.emergency_ticks import UNSAVED, WAITING
from screening_app.gui.shell import Shell
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.begin import begin_with_new
from screening_app.services.conversation_state import Conversation
from screening_app.services.people import NewPerson
from screening_app.services.session import Session
from screening_app.settings import shipped_folder
from tests.gui.conversation.typist import Typist
from tests.gui.shell.desk import Told, standing
from tests.helpers import fakes
from tests.helpers.front import bring_to_front

Sit = Callable[[Session, Conversation], Typist]


@pytest.fixture(scope="session")
def library() -> FileFormLibrary:
    """Return the forms that ship."""
    return FileFormLibrary(shipped_folder("forms"))


@pytest.fixture
def desk(library: FileFormLibrary) -> Session:
    """Return a health-care session on an empty vault in memory."""
    return fakes.session(library)


@pytest.fixture
def conversation(desk: Session) -> Conversation:
    """Return a conversation just begun with a nameless person."""
    return begun(desk, CaseKind.PSEUDONYM)


def begun(desk: Session, kind: CaseKind) -> Conversation:
    """Return a conversation just begun along the health pathway."""
    name = "Testperson Ek" if kind is CaseKind.IDENTIFIED else None
    pathway = desk.forms.find_pathway("pathway-health").canonical
    return begin_with_new(desk, NewPerson(kind=kind, name=name), pathway)


@pytest.fixture(autouse=True)
def no_ticks_waiting() -> Iterator[None]:
    """Begin and end without ticks that wait for a conversation."""
    WAITING.clear()
    UNSAVED.clear()
    yield
    WAITING.clear()
    UNSAVED.clear()


@pytest.fixture
def sit(qtbot: QtBot, qapp: QApplication) -> Iterator[Sit]:
    """Return what opens a conversation in a shell of 1280 × 720 and gives a typist."""

    def open_it(desk: Session, conversation: Conversation) -> Typist:
        apply_appearance(qapp, Appearance(theme="light"))
        shell = Shell(desk, standing(Told()))
        qtbot.addWidget(shell)
        shell.resize(1280, 720)
        shell.show()
        bring_to_front(qtbot, shell)
        shell.conversation(conversation.screening.id)
        return Typist(shell)

    yield open_it
    apply_appearance(qapp, Appearance(theme="light"))


@pytest.fixture
def typist(sit: Sit, desk: Session, conversation: Conversation) -> Typist:
    """Return somebody at the keyboard, before the first page of a new conversation."""
    return sit(desk, conversation)
