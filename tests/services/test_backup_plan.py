"""The plan for backups: who decides it, when one is due, and which may go."""

import datetime as dt
from dataclasses import dataclass

import pytest

from screening_app.domain.access import Role
from screening_app.domain.backup import When
from screening_app.domain.errors import AccessDenied
from screening_app.questionnaire.library import FileFormLibrary
from screening_app.services.backup_plan import (
    BackupPlan,
    PlanImpossible,
    backup_plan,
    beyond,
    changed_plan,
    is_due,
    keep_backup_plan,
)
from screening_app.services.session import Session
from screening_app.settings import shipped_folder
from tests.helpers import fakes
from tests.helpers.fake_records import FakeRecords

PLAN = BackupPlan(folder="/mnt/backup", keep=3)
MONDAY = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
SATURDAY = MONDAY - dt.timedelta(days=2)
FRIDAY = MONDAY - dt.timedelta(days=3)


@pytest.fixture
def desk() -> Session:
    return fakes.session(FileFormLibrary(shipped_folder("forms")))


def test_a_plan_is_kept_and_its_change_is_on_record(desk: Session) -> None:
    assert backup_plan(desk) == BackupPlan()

    keep_backup_plan(desk, PLAN)

    assert backup_plan(desk) == PLAN
    records = desk.records
    assert isinstance(records, FakeRecords)
    assert '"setting":"backup-plan"' in (records.tables.audit[-1].body or "")


def test_only_an_administrator_decides_where_there_is_one(desk: Session) -> None:
    records = desk.records
    assert isinstance(records, FakeRecords)
    boss = fakes.user("bo", Role.ADMINISTRATOR)
    records.tables.users[boss.id] = boss

    with pytest.raises(AccessDenied):
        keep_backup_plan(desk, PLAN)

    assert backup_plan(desk) == BackupPlan()


@pytest.mark.parametrize(
    "plan",
    [
        BackupPlan(folder="", keep=3),
        BackupPlan(folder="relative", keep=3),
        BackupPlan(folder="/a", keep=0),
        BackupPlan(folder="/a", keep=100),
    ],
)
def test_a_plan_that_cannot_be_followed_is_refused(desk: Session, plan: BackupPlan) -> None:
    with pytest.raises(PlanImpossible):
        keep_backup_plan(desk, plan)


@pytest.mark.parametrize(
    "stored", ["{", "[]", "null", '{"folder":"/a","keep":"many","when":"by-hand"}', '{"folder":3}']
)
def test_what_cannot_be_read_counts_as_no_plan(desk: Session, stored: str) -> None:
    with desk.records.write() as uow:
        uow.office.store_setting("backup-plan", stored)
        uow.commit()

    assert backup_plan(desk) == BackupPlan()


def test_a_change_leaves_the_rest_as_it_is(desk: Session) -> None:
    keep_backup_plan(desk, PLAN)

    changed = changed_plan(desk, {"keep": 9, "folder": None})

    assert changed == BackupPlan(folder=PLAN.folder, keep=9)
    assert backup_plan(desk) == PLAN
    with pytest.raises(PlanImpossible):
        changed_plan(desk, {"keep": 0})


@pytest.mark.parametrize(
    ("plan", "last", "now", "due"),
    [
        (PLAN, None, MONDAY, True),
        (PLAN, FRIDAY, MONDAY, True),
        (PLAN, MONDAY, MONDAY + dt.timedelta(hours=2), False),
        (PLAN, FRIDAY, SATURDAY, False),
        (BackupPlan(folder="/a", when=When.BY_HAND), None, MONDAY, False),
        (BackupPlan(), None, MONDAY, False),
        (PLAN, MONDAY + dt.timedelta(days=300), MONDAY, False),
    ],
)
def test_one_is_due_on_a_working_day_that_has_none(
    plan: BackupPlan, last: dt.datetime | None, now: dt.datetime, due: bool
) -> None:
    assert is_due(plan, last=last, now=now) is due


@dataclass(frozen=True)
class Made:
    made_at: dt.datetime


def test_only_those_beyond_the_newest_and_older_than_the_proven_one_may_go() -> None:
    days = [Made(MONDAY - dt.timedelta(days=day)) for day in range(5)]

    assert beyond(days, keep=2, proven=days[0]) == (days[2], days[3], days[4])
    assert beyond(days, keep=2, proven=days[3]) == (days[4],)
    assert beyond(days, keep=5, proven=days[0]) == ()
    assert beyond(list(reversed(days)), keep=1, proven=days[4]) == ()
