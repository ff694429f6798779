"""Who composes a document is told that its legal texts are not reviewed, while they are not (FORMS 7)."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from screening_app.gui.jobs import Jobs
from screening_app.gui.presenters.caution import caution_of, not_reviewed
from screening_app.gui.widgets.banner import Banner
from tests.gui.compose.desk import closed_script
from tests.gui.compose.test_compose_page import Opened
from tests.helpers.appearance import wear


def test_the_page_says_so(qtbot: QtBot, qapp: QApplication) -> None:
    wear(qapp)
    opened = Opened(qtbot, Jobs(qapp), closed_script())

    assert not_reviewed() in [banner.accessibleName() for banner in opened.page.findChildren(Banner)]
    assert caution_of(opened.session) == not_reviewed()
