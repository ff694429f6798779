"""The first start of the real process: where it lets a person begin."""

import subprocess
import sys
from pathlib import Path

from tests.helpers.surroundings import CHECKOUT, REAL_ENVIRONMENT

BEGUN = """
import os, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from screening_app.gui import app
from screening_app.gui.views.set_up import SetUp

def look():
    page = next((one for one in QApplication.allWidgets() if isinstance(one, SetUp)), None)
    if page is None or not page.isVisible():
        return
    # What has the focus when everything that was to happen has happened.
    QTimer.singleShot(0, lambda: tell(QApplication.focusWidget()))

def tell(focus):
    os.write(1, (focus.objectName() if focus is not None else "nothing").encode())
    os._exit(0)

before = app.Application.begin
def begin(self):
    self.watch = QTimer(self, interval=10)
    self.watch.timeout.connect(look)
    self.watch.start()
    before(self)
app.Application.begin = begin
app.run_application({"--data-dir": sys.argv[1], "--vault": sys.argv[2]})
"""


def test_set_up_begins_in_its_first_field(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BEGUN, str(tmp_path / "data"), str(tmp_path / "vault")],
        cwd=CHECKOUT,
        env=REAL_ENVIRONMENT | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.stdout == "folder", done.stderr
