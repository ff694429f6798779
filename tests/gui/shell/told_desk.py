"""A desk where somebody told, with everything on record that can stand beside a conversation."""

import datetime as dt
import json
from dataclasses import replace
from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from screening_app.domain.contact import Attempt, Reached
from screening_app.domain.follow_up import FollowUpKind
from screening_app.domain.ids import DocumentId, LinkId, PersonId, ResponseId, ScreeningId, UserId
from screening_app.domain.records import DocumentRecord
from screening_app.gui.shell import Shell
from screening_app.gui.views.person import PersonPage
from screening_app.gui.views.trends import TrendCard
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.contact_notes import note_of
from screening_app.services.emergency import Tick, record_ticks
from screening_app.services.follow_ups import add_follow_up
from screening_app.services.script import run_script
from screening_app.services.script_file import read_script
from screening_app.services.session import Session
from screening_app.settings import shipped_folder
from tests.gui.shell.desk import Told, standing, tables
from tests.helpers import fakes

Part = TypeVar("Part", bound=QWidget)

DEMO = shipped_folder("resources") / "demo"


class ToldDesk:
    """A session with one person who told.

    Attributes:
        overdue: The id of what should have been done the day before.
    """

    def __init__(self, library: FileFormLibrary) -> None:
        self.session: Session = fakes.session(library)
        done = run_script(self.session, "pathway-health", read_script(DEMO / "yes.answers.yaml"), source="x")
        self.run = done.conversation.screening
        self.person: PersonId = self.run.person
        self.overdue = self._fall_due()
        self._fill()

    def _fall_due(self) -> str:
        one = add_follow_up(self.session, self.person, FollowUpKind.ASK_AGAIN, self.session.today())
        yesterday = self.session.today() - dt.timedelta(days=1)
        tables(self.session).follow_ups[one.id] = replace(one, due_on=yesterday)
        return one.id

    def _fill(self) -> None:
        at = self.session.clock.now()
        record_ticks(self.session, self.run.id, [Tick(step=LinkId("stay"), at=at)])
        attempt = Attempt(at=at, by=self.session.user.id, reached=Reached.NO, way="phone", note="Inget svar.")
        t = tables(self.session)
        t.notes.append(note_of(self.session, self.person, attempt))
        paper = DocumentRecord(
            id=DocumentId("paper"),
            screening=self.run.id,
            kind="referral-social-services",
            number=1,
            copy=2,
            recipient="Socialtjänsten Norr",
            basis="CONSENT",
            purpose="x",
            classes=(),
            opened=(),
            decided_at=at,
            decided_by=UserId("anna"),
            head="12 · 0123456789abcdef",
            sha256="0" * 64,
        )
        t.documents[paper.id] = paper

    def measured_again(self, days: int, **score: object) -> None:
        """Store the danger signs once more, some days later, with another sum."""
        t = tables(self.session)
        head = next(one for one in t.responses.values() if one.step == "w7-danger-signs")
        run = replace(self.run, id=ScreeningId(f"later-{days}"))
        t.screenings[run.id] = run
        later = replace(
            head,
            id=ResponseId(f"later-{days}"),
            screening=run.id,
            authored=head.authored + dt.timedelta(days=days),
        )
        t.responses[later.id] = later
        for one in [one for one in t.results if one.response == head.id and one.kind == "score"]:
            t.results.append(replace(one, response=later.id, body=json.dumps(json.loads(one.body) | score)))

    def open(self, qtbot: QtBot, width: int = 1280, height: int = 720) -> Shell:
        """Open the window at the person, with everything that comes later."""
        shell = Shell(self.session, standing(Told()))
        qtbot.addWidget(shell)
        shell.resize(width, height)
        with qtbot.waitActive(shell):
            shell.show()
            shell.activateWindow()
        shell.person(self.person)
        done: list[bool] = []
        # Jobs are done in order: after this one everything stands there.
        shell.jobs.run(lambda: True, owner=shell, success=done.append, failure=lambda _error: None)
        qtbot.waitUntil(lambda: done == [True], timeout=5_000)
        return shell


def page_of(shell: Shell) -> PersonPage:
    """Return the person's page."""
    page = shell.page
    if not isinstance(page, PersonPage):
        raise TypeError
    return page


def trend_of(shell: Shell) -> TrendCard:
    """Return the first chart with its table."""
    return part(shell, TrendCard, "trend")


def part(inside: QWidget, kind: type[Part], name: str) -> Part:
    """Return a part by kind and object name."""
    found = inside.findChild(kind, name)
    if found is None:
        raise LookupError(name)
    return found
