"""Pictures of every main page, as the product draws them: ``python -m tests.gui.pictures.take --out DIR``.

A real vault of the demo, the real window without a screen, and a conversation held by keyboard. Fails if
any text is cut off or lies over another.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from screening_app.gui.collecting import Collecting
from screening_app.gui.presenters.conversation_models import GatePage, InformPage, QuestionPage
from screening_app.gui.views.lock_screen import LockScreen
from screening_app.gui.views.neutral import NeutralPage
from screening_app.gui.views.person_table import PersonTableView
from screening_app.gui.views.set_up import SetUp
from screening_app.gui.widgets.button import Button
from screening_app.gui.widgets.option import Option
from tests.gui.conversation.typist import Typist, merged, read_script, walk_questions
from tests.gui.pictures.studio import USUAL, NeverCame, Studio
from tests.helpers.surroundings import CHECKOUT

Part = TypeVar("Part", bound=QWidget)

LOGIN = "anna"
_LARGEST = 6_000_000
_GROUPS = {"w6-children": "child", "w11-contact": "channel"}


@dataclass
class Visit:
    """Leads the window from page to page and has each taken."""

    studio: Studio
    demo: Path
    nowhere: Path

    def take_everything(self) -> None:
        """Take every page."""
        self._take_set_up()
        self._take_lock()
        self._take_desk()
        self._take_conversation()
        self._take_people()
        self._take_neutral()

    def _take_set_up(self) -> None:
        self.studio.open(self.nowhere / "data", self.nowhere / "vault")
        self.studio.wait("set-up", lambda: isinstance(self.studio.shown, SetUp))
        self.studio.take("set-up")

    def _take_lock(self) -> None:
        self.studio.open(self.nowhere / "data", self.demo / "vault")
        self.studio.wait("lock screen", lambda: isinstance(self.studio.shown, LockScreen))
        self.studio.take("lock")
        self._fill("login", LOGIN)
        self._fill("passphrase", (self.demo / "passphrase.txt").read_text(encoding="utf-8").strip())
        button = self._part(Button, "unlock")
        self.studio.wait("ready", lambda: not button.accessibleDescription())
        button.click()
        self.studio.wait("unlock", lambda: not isinstance(self.studio.shown, LockScreen))

    def _take_desk(self) -> None:
        shell = self.studio.shell
        shell.start()
        self.studio.take("start")
        shell.appearance()
        self.studio.take("appearance")

    def _take_conversation(self) -> None:
        shell, studio = self.studio.shell, self.studio
        shell.start()
        self._part(Option, "pseudonym").pick()
        self._part(Button, "begin").click()
        studio.wait("conversation", lambda: shell.here.screening)
        screening = shell.here.screening
        if screening is None:
            raise NeverCame("conversation")
        typist, steps = Typist(shell), merged(read_script("yes"))

        def again() -> None:
            shell.home()
            shell.conversation(screening)

        studio.take("prepare")
        typist.prepare(steps["w1-prepare"])
        ticked = typist.shows(GatePage).rows[0].key
        typist.press("1")
        studio.take_all("gate", again)
        typist.gate({key: said for key, said in steps["w2-safe-check"].items() if key != ticked})
        typist.shows(InformPage)
        studio.take("inform")
        typist.press("Enter")
        typist.shows(QuestionPage)
        studio.take_all("question", again)
        studio.take_all("today", shell.home)
        again()
        shell.emergency(screening)
        studio.take("emergency")
        again()
        walk_questions(typist, steps, _GROUPS)
        studio.take("closing")

        def results() -> None:
            again()
            typist.page.presenter.show_results()

        studio.take_all("outcome", results)

    def _take_people(self) -> None:
        shell, studio = self.studio.shell, self.studio
        typist = Typist(shell)
        shell.people()
        self._fill("search", "Testperson")
        self._part(Button, "find").click()
        studio.wait("match", lambda: isinstance(QApplication.focusWidget(), PersonTableView))
        studio.take("people")
        typist.press("Enter")
        studio.wait("person", lambda: shell.here.person)
        studio.take("person")
        self._part(Button, "compose").click()
        page = shell.page
        studio.wait("paper", lambda: page is not None and page.heading)
        studio.wait_for_work()
        studio.wait_for_work()
        studio.take("compose")

    def _take_neutral(self) -> None:
        self.studio.shell.hide()
        self.studio.wait("neutral page", lambda: isinstance(self.studio.shown, NeutralPage))
        self.studio.fit(USUAL)
        self.studio.take("neutral")

    def _fill(self, name: str, text: str) -> None:
        field = self._part(QLineEdit, name)
        field.setFocus()
        field.setText(text)
        field.textEdited.emit(text)

    def _part(self, kind: type[Part], name: str) -> Part:
        found = next((part for part in self.studio.frame.findChildren(kind, name) if part.isVisible()), None)
        if found is None:
            raise NeverCame(name)
        return found


def take_pictures(folder: Path) -> Mapping[str, Sequence[str]]:
    """Take all pictures into a folder; returns what has no room, by picture."""
    app = QApplication([])
    collecting = Collecting(app)
    with tempfile.TemporaryDirectory() as made:
        demo = Path(made) / "demo"
        command = [sys.executable, "-m", "screening_app", "demo", "--out", str(demo)]
        subprocess.run(command, cwd=CHECKOUT, check=True, stdout=subprocess.DEVNULL)
        studio = Studio(app, folder)
        Visit(studio, demo, Path(made)).take_everything()
    collecting.stop()
    return studio.faults


def main() -> int:
    """Take the pictures; 1 if a text has no room or they are too large together."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, required=True)
    folder: Path = parser.parse_args().out
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    try:
        faults = take_pictures(folder)
    except BaseException:  # noqa: BLE001 (left to itself, the application would begin anew, as at a lock)
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    sizes = [path.stat().st_size for path in folder.glob("*.png")]
    lines = [f"{name}: {fault}" for name, found in faults.items() for fault in found]
    lines.append(
        f"{len(sizes)} pictures, {sum(sizes)} bytes, {sum(map(len, faults.values()))} texts without room"
    )
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()
    # Like the product: nothing of the window is taken apart at the end.
    os._exit(1 if faults or sum(sizes) > _LARGEST else 0)


if __name__ == "__main__":
    main()
