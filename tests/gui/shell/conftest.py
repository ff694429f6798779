"""What tests of the desk share: the shipped forms and a vault in memory."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.gui.shell import Shell
from screening_app.gui.theme.apply import Appearance, apply_appearance
from screening_app.i18n import use_language
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.session import Session
from screening_app.settings import catalogs_folder, shipped_folder
from tests.gui.shell.desk import Told, filled, standing
from tests.helpers import fakes
from tests.helpers.front import bring_to_front


@pytest.fixture(scope="session")
def library() -> FileFormLibrary:
    """Return the forms that ship."""
    return FileFormLibrary(shipped_folder("forms"))


@pytest.fixture
def desk(library: FileFormLibrary) -> Session:
    """Return a health-care session on an empty vault in memory."""
    return fakes.session(library)


@pytest.fixture
def busy(library: FileFormLibrary) -> Session:
    """Return a session with a named person, a finished conversation and two drafts."""
    return filled(library)


@pytest.fixture
def told() -> Told:
    """Return what the process would be told."""
    return Told()


@pytest.fixture
def shell(qtbot: QtBot, qapp: QApplication, busy: Session, told: Told) -> Iterator[Shell]:
    """Return a shell of 1280 × 720 on the busy desk, in English."""
    apply_appearance(qapp, Appearance(theme="light"))
    made = Shell(busy, standing(told))
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    bring_to_front(qtbot, made)
    yield made
    apply_appearance(qapp, Appearance(theme="light"))


@pytest.fixture
def in_english(qapp: QApplication) -> Iterator[None]:
    """Leave language and looks as they were."""
    apply_appearance(qapp, Appearance(theme="light"))
    use_language("en", catalogs_folder())
    yield
    use_language("en", catalogs_folder())
    apply_appearance(qapp, Appearance(theme="light"))
