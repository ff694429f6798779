"""A screen reader that asks for a scroll bar which has gone is answered; left to Qt, the process ends."""

import os
import subprocess
import sys

import pytest

from tests.helpers.surroundings import CHECKOUT

ASKS = """
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QScrollArea

from screening_app.gui.accessible import count_parts_of_scrolling

app = QApplication([])
if {counts}:
    count_parts_of_scrolling()
area = QScrollArea()
area.show()
seen = QAccessible.queryAccessibleInterface(area)
print(seen.role().name, [seen.child(at) is None for at in (seen.childCount(), seen.childCount() + 99_999)])
"""


@pytest.mark.parametrize(("counts", "status"), [(True, 0), (False, -11)])
def test_what_is_not_there_is_told_as_nothing(counts: bool, status: int) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(CHECKOUT)}

    asked = subprocess.run(
        [sys.executable, "-c", ASKS.format(counts=counts)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    # Should Qt look one day, this is no longer needed: the second line says so by failing.
    assert asked.returncode == status, asked.stderr
    if counts:
        assert asked.stdout.split("\n")[0] == "Client [True, True]"
