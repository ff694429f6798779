"""``tour``: the application shows itself off the screen, and its pictures are kept.

A command for the demo, which starts it as a process of its own on the vault that it made. The windows are
those of every day: the lock at the end makes a new process of the same command line, which takes the last
picture.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from screening_app.gui.app import Application, run_application
from screening_app.gui.clock import awake
from screening_app.gui.desk import LOCK_KEY
from screening_app.gui.presenters.navigation import LockReason
from screening_app.gui.start import DATA_DIR, LANGUAGE, VAULT
from screening_app.gui.tour.route import Route
from screening_app.gui.tour.stage import Stage, Steps, settled
from screening_app.gui.tour.typist import Lost, answers_by_step
from screening_app.gui.views.lock_screen import LockScreen
from screening_app.services.script_file import read_script
from screening_app.settings import shipped_folder

_PATIENCE_S = 30
_PAUSE_MS = 5
_FAILED = 1


@dataclass(frozen=True)
class FileCamera:
    """Keeps each picture in a file, numbered as they are taken.

    Attributes:
        folder: Where they go; a process after a lock goes on counting.
    """

    stage: Stage
    folder: Path

    def take(self, name: str, again: Callable[[], Steps]) -> Steps:
        """Take what is shown."""
        self.stage.fit()
        yield from settled()
        number = len(list(self.folder.glob("*.png"))) + 1
        if not self.stage.frame.grab().save(str(self.folder / f"{number:02d}-{name}.png")):
            raise Lost(name)


class Guide(QObject):
    """Goes on with a walk whenever the window has nothing else to do.

    Args:
        steps: The walk.
        done: Told at its end.
    """

    def __init__(self, steps: Steps, done: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._steps, self._done = steps, done
        self._until, self._since = next(steps), awake()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        if not self._until():
            if awake() - self._since > _PATIENCE_S:
                # Raised where the walk stands, so that this is the line that is told.
                self._steps.throw(Lost("never came"))
            self._timer.setInterval(_PAUSE_MS)
            return
        self._timer.setInterval(0)
        following = next(self._steps, None)
        if following is None:
            self._timer.stop()
            self._done()
        else:
            self._until, self._since = following, awake()


def run_tour(words: Sequence[str]) -> int:
    """Show every page and lock; ends with the process.

    Args:
        words: The command line after the command's name.
    """
    options = _parser().parse_args(words)

    def attend(application: Application) -> None:
        stage = Stage(application)
        camera = FileCamera(stage, options.out)
        stage.fit()
        if application.start.handover is None:
            passphrase = options.passphrase_file.read_text(encoding="utf-8").strip()
            route = Route(stage, camera, options.user, passphrase, _answers(), options.search)
            Guide(route.steps(), lambda: stage.strike(LOCK_KEY), application)
        else:
            Guide(_locked(stage, camera), lambda: _leave(application), application)

    given = {DATA_DIR: options.data_dir, VAULT: options.vault, LANGUAGE: options.lang}
    return run_application(given, attend=attend)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    for name in (DATA_DIR, VAULT, LANGUAGE, "--user", "--search"):
        parser.add_argument(name, required=True)
    for name in ("--passphrase-file", "--out"):
        parser.add_argument(name, type=Path, required=True)
    return parser


def _answers() -> dict[str, dict[str, object]]:
    return answers_by_step(read_script(shipped_folder("resources") / "demo" / "shown.answers.yaml"))


def _locked(stage: Stage, camera: FileCamera) -> Steps:
    yield lambda: stage.shows(LockScreen)
    yield stage.work_done()
    yield from camera.take("locked", settled)


def _leave(application: Application) -> None:
    """End the process; after an error the lock told where it was, and so do we."""
    handover = application.start.handover
    failed = handover is None or handover.reason is not LockReason.USER
    if handover is not None and failed:
        sys.stdout.write(handover.where)
        sys.stdout.flush()
    os._exit(_FAILED if failed else 0)
