"""No picture of the compose page is painted in which a text has no room yet."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from screening_app.domain.audit import AuditAction
from screening_app.gui.jobs import Jobs
from screening_app.gui.widgets.option import Option
from tests.gui.compose.desk import closed_script
from tests.gui.compose.test_compose_page import Opened, jobs
from tests.helpers.appearance import wear
from tests.helpers.overflow import overflows

__all__ = ["jobs"]


class Pictures(QObject):
    """Looks at a page each time that it is painted, and notes what has no room then."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page, self._is_looking = page, False
        self.taken, self.faults = 0, list[list[str]]()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Look, and let everything go on."""
        if event.type() is QEvent.Type.Paint and watched is self._page and not self._is_looking:
            self._is_looking = True
            self.taken += 1
            if found := overflows(self._page):
                self.faults.append(found)
            self._is_looking = False
        return False


@pytest.fixture
def looked_at(qapp: QApplication) -> Iterator[list[Pictures]]:
    """Return where to put who looks on, to be taken away again."""
    watching = list[Pictures]()
    yield watching
    for one in watching:
        qapp.removeEventFilter(one)
    wear(qapp)


@pytest.mark.parametrize(
    ("width", "height", "factor"), [(1920, 1080, 1.15), (1280, 720, 1.0), (1280, 720, 2.0)]
)
def test_another_basis_has_its_room_in_the_first_picture(
    qtbot: QtBot,
    qapp: QApplication,
    jobs: Jobs,
    looked_at: list[Pictures],
    width: int,
    height: int,
    factor: float,
) -> None:
    wear(qapp, "light", factor)
    page = Opened(qtbot, jobs, closed_script(), width, height)
    # Opened here without the shell, which lays a page out before its first picture.
    page.until_paper()
    pictures = Pictures(page.page)
    looked_at.append(pictures)
    qapp.installEventFilter(pictures)
    for count, basis in enumerate(("HELP_U18_ETC", "CONSENT"), start=2):
        page.focus(Option, basis)
        page.press(Qt.Key.Key_Space)
        page.until(AuditAction.DOCUMENT_PREVIEWED, count=count)
        qtbot.wait(60)

    assert pictures.taken > 3
    assert pictures.faults == []
