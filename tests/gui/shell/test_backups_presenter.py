"""Backups: the plan that holds, one work at a time, and what became of it."""

from pathlib import Path

import pytest

from screening_app.bootstrap.backups import BackedUp, KeptBackup, Proof
from screening_app.domain.backup import When
from screening_app.gui.presenters.backups import (
    BackupsPresenter,
    Outcome,
    backed_up_in_words,
    proven_in_words,
)
from screening_app.gui.presenters.long_work import WorkState
from screening_app.services.backup_plan import BackupPlan, PlanImpossible
from screening_app.services.faults import VaultFault, VaultFaultKind
from screening_app.vault.errors import UnusableFolder
from tests.gui.shell.desk import at_once
from tests.gui.shell.test_upkeep_presenters import AT, View
from tests.helpers.fakes import FakeClock


class Backups:
    """A folder in memory."""

    def __init__(self) -> None:
        self.stored = BackupPlan()
        self.there: tuple[KeptBackup, ...] = ()
        self.gone = False

    def plan(self) -> BackupPlan:
        return self.stored

    def keep_plan(self, plan: BackupPlan) -> None:
        if plan.folder == "/refused":
            raise PlanImpossible(most=99)
        self.stored = plan

    def backups(self) -> tuple[KeptBackup, ...]:
        if self.gone:
            raise UnusableFolder(folder=self.stored.folder, reason="gone")
        return self.there


class Work:
    """Does nothing until it is told that it ended."""

    def __init__(self) -> None:
        self.state: WorkState | None = None
        self.outcome: Outcome | None = None
        self.asked: list[str] = []

    def back_up(self) -> None:
        self._begin("back up")

    def prove(self, file: Path) -> None:
        self._begin(f"prove {file.name}")

    def cancel(self) -> None:
        self.asked.append("cancel")

    def _begin(self, what: str) -> None:
        self.asked.append(what)
        self.state = WorkState(title=what, percent=0, is_stopping=False)

    def end(self, outcome: Outcome) -> None:
        self.state, self.outcome = None, outcome


class Page:
    """A presenter with everything around it."""

    def __init__(self) -> None:
        self.view, self.desk, self.work = View(), Backups(), Work()
        self.presenter = BackupsPresenter(self.view, self.desk, self.work, FakeClock(), at_once)
        self.presenter.show()


@pytest.fixture
def page() -> Page:
    return Page()


PLAN = {"folder": "/mnt/backups", "keep": "3", "when": "by-hand"}


def test_backing_up_keeps_the_plan_that_stands_in_the_fields(page: Page) -> None:
    page.presenter.back_up(PLAN)

    assert page.desk.stored == BackupPlan(folder="/mnt/backups", keep=3, when=When.BY_HAND)
    assert page.work.asked == ["back up"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"folder": ""}, "folder"),
        ({"folder": "here"}, "folder"),
        ({"keep": "0"}, "keep"),
        ({"keep": "x"}, "keep"),
    ],
)
def test_without_a_plan_that_can_stand_nothing_begins(page: Page, values: dict[str, str], field: str) -> None:
    page.presenter.back_up(PLAN | values)

    assert list(page.view.errors) == [field]
    assert page.work.asked == []


def test_a_plan_that_is_refused_is_a_sentence(page: Page) -> None:
    page.presenter.back_up(PLAN | {"folder": "/refused"})

    assert page.view.said == PlanImpossible(most=99).describe()
    assert page.work.asked == []


def test_one_work_at_a_time_and_its_end_is_told_with_what_is_there(page: Page) -> None:
    page.presenter.back_up(PLAN)
    page.presenter.prove(Path("/mnt/backups/a"))
    page.presenter.back_up(PLAN)
    page.presenter.cancel()
    assert page.work.asked == ["back up", "cancel"]
    file = Path("/mnt/backups/b")
    page.desk.there = (KeptBackup(file=file, made_at=AT, size=324_000, proven_at=AT),)

    page.work.end(Outcome(text="It is proven.", is_good=True))
    page.presenter.refresh()

    assert page.view.said == "It is proven."
    assert page.view.model is not None
    (row,) = page.view.model.rows
    assert (row.made, row.proven) == ("Made 20 November, 1 MB", "Proven 20 November")


def test_a_folder_that_is_gone_is_said_in_the_list_and_stops_nothing(page: Page) -> None:
    page.desk.stored, page.desk.gone = BackupPlan(folder="/gone"), True

    page.presenter.show()

    assert page.view.model is not None
    assert "/gone" in page.view.model.problem


def test_what_a_proof_showed_is_said_in_words() -> None:
    sound = Proof(faults=(), rows={"person": 2, "unit": 1})
    broken = Proof(faults=(VaultFault(VaultFaultKind.PAGE, "x"),), rows={})

    assert proven_in_words(sound) == Outcome(
        text="The backup is proven: 3 rows came back and were checked.", is_good=True
    )
    assert not proven_in_words(broken).is_good
    removed = backed_up_in_words(BackedUp(file=Path("a"), proof=sound, removed=2))
    assert removed.text.endswith("2 older backups were removed.")
    assert not backed_up_in_words(BackedUp(file=Path("a"), proof=broken, removed=0)).is_good
