"""Pictures of every main page: ``python -m tests.gui.pictures.take --out DIR --all DIR``.

The tour of the package with a camera that takes each page in every look. Into ``--all`` go all of them at
full size; into ``--out`` those of the usual look and, for each other look, one sheet with every page. Fails
if any text is cut off or lies over another.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from screening_app.gui.app import Application
from screening_app.gui.collecting import Collecting
from screening_app.gui.desk import make_desk
from screening_app.gui.start import Start, find_start
from screening_app.gui.tour.route import Route
from screening_app.gui.tour.stage import Stage, Steps, settled
from screening_app.gui.tour.typist import Lost, answers_by_step
from screening_app.gui.views.set_up import SetUp, set_up_page
from screening_app.i18n import use_language
from screening_app.services.script_file import read_script
from screening_app.settings import catalogs_folder, settings_file
from tests.gui.pictures.studio import OTHERS, SPOKEN, USUAL, LooksCamera, keep_plain, sheet_of
from tests.gui.shell.desk import PaperDesk, now_and_here
from tests.gui.shell.test_fit import type_words
from tests.gui.shell.test_set_up_presenter import FIRST, SECOND, UNIT, user
from tests.helpers.surroundings import CHECKOUT

LOGIN = "anna"
PATIENCE_S = 60
_LARGEST = 6_000_000
_ANSWERS = CHECKOUT / "resources" / "demo" / "shown.answers.yaml"
_NOWHERE = Path("/var/lib/samtalsstod/pictures")
"""No vault is there, and none is made: what set-up proposes in the picture."""
_SETTINGS = '{"lock_after_minutes": 15}'
"""Nobody touches anything for as long as all looks take."""


@dataclass
class Studio:
    """Opens one window after another and has it taken.

    Attributes:
        folder: Where all pictures go.
        data: Folder of settings.
        faults: Of each picture, the texts that have no room.
    """

    app: QApplication
    folder: Path
    data: Path
    faults: dict[str, list[str]] = field(default_factory=dict)
    _kept: list[Application] = field(default_factory=list)

    def take_everything(self, demo: Path) -> None:
        """Take every page, on what a demo made."""
        with self._opened(self._start(_NOWHERE)) as (application, camera):
            self._go(self._set_up(application, camera))
        start = self._start(demo / "vault")
        with self._opened(start) as (application, camera):
            passphrase = (demo / "passphrase.txt").read_text(encoding="utf-8").strip()
            answers = answers_by_step(read_script(_ANSWERS))
            self._go(Route(camera.stage, camera, LOGIN, passphrase, answers, "Testperson").steps())

    def _start(self, vault: Path) -> Start:
        return find_start({"--data-dir": str(self.data), "--vault": str(vault), "--lang": SPOKEN}, None)

    @contextmanager
    def _opened(self, start: Start) -> Iterator[tuple[Application, LooksCamera]]:
        """Open the window as at a start of the application."""
        use_language(SPOKEN, catalogs_folder())
        application = Application(self.app, start, shell=make_desk)
        application.begin()
        # Let go of, its work beside the window would be taken apart under way.
        self._kept.append(application)
        yield application, LooksCamera(Stage(application), self.app, self.folder, faults=self.faults)
        application.frame.hide()

    def _set_up(self, application: Application, camera: LooksCamera) -> Steps:
        def again() -> Steps:
            application.frame.show_page(set_up_page(application))
            yield from settled()

        yield lambda: camera.stage.shows(SetUp)
        yield from camera.take("set-up", again)
        yield from self._recovery(application, camera)

    def _recovery(self, application: Application, camera: LooksCamera) -> Steps:
        """Take the last steps of set-up, on sheets of no vault, and what helps those who cannot get in."""

        def at_sheets() -> Steps:
            page = SetUp(
                PaperDesk(self.data),
                now_and_here,
                folder=_NOWHERE,
                finished=lambda _folder: None,
                numbers=application.entrance.numbers,
                speak=application.speak,
                put_back=application.put_back,
            )
            application.frame.show_page(page)
            for values in ({"folder": str(_NOWHERE)}, UNIT, user("anna", FIRST), user("bo", SECOND)):
                page.presenter.forward(values)
            yield from settled()

        def at_rehearsal() -> Steps:
            yield from at_sheets()
            page = camera.stage.shown
            if not isinstance(page, SetUp):
                raise Lost("set-up")
            page.presenter.given()
            page.presenter.forward({})
            type_words(page, page.presenter.sheets[0].split()[:19])
            yield from settled()

        def at_put_back() -> Steps:
            application.put_back()
            yield from settled()

        def at_recover() -> Steps:
            application.recover()
            yield from settled()

        steps = {"sheets-given": at_sheets, "rehearsal": at_rehearsal, "recover": at_recover}
        for name, there in (steps | {"put-back": at_put_back}).items():
            yield from there()
            yield from camera.take(name, there)

    def _go(self, steps: Steps) -> None:
        """Let the window work until each thing has come true that the walk waits for."""
        for until in steps:
            end = time.monotonic() + PATIENCE_S
            self._work()
            while not until():
                if time.monotonic() > end:
                    steps.throw(Lost("never came"))
                self._work()
                time.sleep(0.005)

    def _work(self) -> None:
        self.app.processEvents()
        # Outside of the application's own loop nobody else takes away the pages that were left.
        self.app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def take_pictures(folder: Path) -> dict[str, list[str]]:
    """Take all pictures into a folder; returns what has no room, by picture."""
    app = QApplication([])
    collecting = Collecting(app)
    with tempfile.TemporaryDirectory() as made:
        demo, data = Path(made) / "demo", Path(made) / "data"
        command = [sys.executable, "-m", "screening_app", "demo", "--out", str(demo)]
        subprocess.run(command, cwd=CHECKOUT, check=True, stdout=subprocess.DEVNULL)
        settings_file(data).parent.mkdir(parents=True)
        settings_file(data).write_text(_SETTINGS, encoding="utf-8")
        studio = Studio(app, folder, data)
        studio.take_everything(demo)
    collecting.stop()
    return studio.faults


def publish(everything: Path, folder: Path) -> int:
    """Keep the pictures that belong into the documentation; returns their size in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    for picture in sorted((everything / USUAL.name).glob("*.png")):
        keep_plain(picture, folder)
    for look in OTHERS:
        sheet_of(everything / look.name, folder / f"sheet-{look.name}.png")
    return sum(path.stat().st_size for path in folder.glob("*.png"))


def main() -> int:
    """Take the pictures; 1 if a text has no room or they are too large together."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--all", type=Path, required=True)
    options = parser.parse_args()
    everything: Path = options.all
    for look in (*OTHERS, USUAL):
        shutil.rmtree(everything / look.name, ignore_errors=True)
    try:
        faults = take_pictures(everything)
        size = publish(everything, options.out)
    except BaseException:  # noqa: BLE001 (left to itself, the application would begin anew, as at a lock)
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    lines = [f"{name}: {fault}" for name, found in faults.items() for fault in found]
    taken = len(list(everything.glob("*/*.png")))
    lines.append(f"{taken} pictures, {size} bytes kept, {sum(map(len, faults.values()))} texts without room")
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()
    # Like the product: nothing of the window is taken apart at the end.
    os._exit(1 if faults or size > _LARGEST else 0)


if __name__ == "__main__":
    main()
