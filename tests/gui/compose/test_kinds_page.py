"""The choice between documents on the page itself: nothing is cut off, and another paper is shown."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from screening_app.gui.jobs import Jobs
from screening_app.gui.widgets.option import Option
from screening_app.services.referral_order import INJURIES
from screening_app.services.script_file import read_script
from tests.gui.compose.test_compose_page import Opened, jobs
from tests.helpers.overflow import overflows
from tests.services.test_injury_record import script_with_injuries

__all__ = ["jobs"]


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (960, 600)])
def test_the_record_of_injuries_is_chosen_on_the_page(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path, width: int, height: int
) -> None:
    opened = Opened(qtbot, jobs, read_script(script_with_injuries(tmp_path)), width, height)
    row = opened.page.findChild(Option, INJURIES)
    assert row is not None
    assert row.isVisible()

    row.click()
    qtbot.waitUntil(lambda: opened.page.heading.startswith("Injury documentation"), timeout=20_000)
    qtbot.wait(100)

    assert row.checked
    assert overflows(opened.page) == []
