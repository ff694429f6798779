"""From a key press to the next question painted, over a whole conversation on a real vault."""

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from screening_app.bootstrap import open_session
from screening_app.domain.person import CaseKind
from screening_app.gui.presenters.conversation_models import ClosedPage
from screening_app.services.conversation import resume_conversation
from screening_app.services.session import Session
from tests.e2e.desk import LOGIN, PASSPHRASE, make_desk
from tests.gui.conversation.conftest import Sit, begun
from tests.gui.conversation.typist import Typist, merged, read_script, walk_questions
from tests.helpers.pace import GROSS

BUDGET_MS = 50
"""Of our own work: on a machine that others share, the wall tells of them too; it is printed."""


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Session]:
    """Return a session on a real vault."""
    with open_session(make_desk(tmp_path / "desk").vault, LOGIN, PASSPHRASE) as session:
        yield session


class Timed(Typist):
    """Measures every key that leads to another page."""

    def __init__(self, typist: Typist) -> None:
        super().__init__(typist.shell)
        self.took: list[float] = []
        self.worked: list[float] = []

    def press(self, *names: str) -> None:
        """Press keys one by one; what they lead to is laid out and painted before this returns."""
        for name in names:
            if name == "Enter":
                self.read()
            before = getattr(self.shell.page, "screen_shown", None)
            began, worked = time.perf_counter(), time.process_time()
            super().press(name)
            if getattr(self.shell.page, "screen_shown", None) is not before:
                self.took.append((time.perf_counter() - began) * 1000)
                self.worked.append((time.process_time() - worked) * 1000)


def test_the_next_question_is_painted_in_time(sit: Sit, vault: Session) -> None:
    conversation = begun(vault, CaseKind.PSEUDONYM)
    typist = Timed(sit(vault, conversation))
    script = merged(read_script("yes"))

    typist.press("1", "Enter", *"12345678", "Enter", "Enter")
    walk_questions(typist, script, {"w6-children": "child", "w11-contact": "channel"})
    typist.press("Enter")

    middle, work = statistics.median(typist.took), statistics.median(typist.worked)
    worst = sorted(typist.took)[int(len(typist.took) * 0.95)]
    print(
        f"\nnext page painted: median {middle:.1f} ms (of them {work:.1f} ms of our own work), "
        f"95 % {worst:.1f} ms, {len(typist.took)} pages"
    )
    assert isinstance(typist.screen, ClosedPage)
    assert resume_conversation(vault, conversation.screening.id).screening.outcome == "asked-yes"
    assert work < GROSS * BUDGET_MS
