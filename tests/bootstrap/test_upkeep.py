"""What the window does with an open vault: users, sheets, backups that are proven before others go."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from screening_app.bootstrap import NewColleague, Unlocked, credential_with, open_session, unlock
from screening_app.bootstrap.entry import choose_passphrase
from screening_app.bootstrap.keys import rehearse_recovery
from screening_app.bootstrap.upkeep import Upkeep
from screening_app.domain.access import Role
from screening_app.domain.audit import AuditAction
from screening_app.domain.errors import AccessDenied, ScreeningAppError
from screening_app.services.audit import all_events
from screening_app.services.backup_plan import BackupPlan
from screening_app.services.key_file_rule import KeyFileRequired
from screening_app.vault.errors import (
    KeyFileNeeded,
    KeyOfAnotherDay,
    PassphraseIsTemporary,
    SheetsDoNotBelong,
    UnusableFolder,
    WrongPassphrase,
)
from screening_app.vault.header import read_header
from screening_app.vault.reopening import opened_again
from tests.e2e.desk import CHEAP, LOGIN, PASSPHRASE, make_desk
from tests.vault.spoiling import flip

NEW = "nio blå elefanter dricker saft"
OWN = "tolv randiga sebror spelar schack"
BO = NewColleague(login="bo", name="Bo Ek", role=Role.SUPERVISOR)


class Stopped(ScreeningAppError):
    """Somebody pressed Cancel."""

    code = "test/stopped"
    user_message = "stopped"


def stop(_done: int, _of: int) -> None:
    raise Stopped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_desk(tmp_path / "desk", role=Role.ADMINISTRATOR).vault


@pytest.fixture
def unlocked(folder: Path) -> Iterator[Unlocked]:
    opened = unlock(folder, LOGIN, PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture
def upkeep(unlocked: Unlocked, tmp_path: Path) -> Upkeep:
    (tmp_path / "backups").mkdir()
    made = Upkeep.of(unlocked, tmp_path / "data")
    made.keep_plan(BackupPlan(folder=str(tmp_path / "backups"), keep=2))
    return made


def renamed(file: Path, stamp: str) -> Path:
    """Have a backup be of another day."""
    return file.rename(file.with_name(f"backup-{stamp}.samtalsstod"))


def test_a_backup_is_made_and_proven_while_the_vault_is_open(upkeep: Upkeep, tmp_path: Path) -> None:
    told = list[tuple[int, int]]()

    made = upkeep.back_up(lambda done, of: told.append((done, of)))

    assert made.proof.is_sound
    assert made.proof.rows["audit_event"] >= 2
    assert [one.file for one in upkeep.backups()] == [made.file]
    assert upkeep.backups()[0].proven_at is not None
    assert upkeep.safeguards().proven_at == upkeep.backups()[0].proven_at
    assert told == sorted(told)
    assert told[-1] == (1000, 1000)
    assert not list((tmp_path / "data" / "scratch").iterdir())


@pytest.fixture
def old(upkeep: Upkeep) -> list[Path]:
    """Return three backups of earlier days; two are to be kept."""
    plan = upkeep.plan()
    upkeep.keep_plan(replace(plan, keep=9))
    made = [renamed(upkeep.back_up().file, f"2026010{day}-080000") for day in (1, 2, 3)]
    upkeep.keep_plan(plan)
    return made


def test_older_ones_go_only_when_a_newer_one_is_proven(upkeep: Upkeep, old: list[Path]) -> None:
    assert all(file.exists() for file in old)

    made = upkeep.back_up()

    assert made.removed == 2
    assert [one.file for one in upkeep.backups()] == [made.file, old[2]]


def test_without_a_proof_nothing_goes(upkeep: Upkeep, old: list[Path]) -> None:
    spoiled = list[Path]()

    def spoil(_done: int, _of: int) -> None:
        for copy in upkeep.scratch.glob("proof-*/vault/records-1.db"):
            if not spoiled:
                flip(copy, copy.stat().st_size - 100)
                spoiled.append(copy)

    made = upkeep.back_up(spoil)

    assert spoiled
    assert not made.proof.is_sound
    assert made.removed == 0
    assert all(file.exists() for file in old)
    assert upkeep.backups()[0].proven_at is None


def test_what_is_not_this_vaults_backup_is_never_touched(upkeep: Upkeep, tmp_path: Path) -> None:
    other = unlock(make_desk(tmp_path / "other").vault, LOGIN, PASSPHRASE)
    foreign = Upkeep.of(other, tmp_path / "data")
    foreign.keep_plan(BackupPlan(folder=str(tmp_path / "backups"), keep=1))
    theirs = renamed(foreign.back_up().file, "20250101-080000")
    other.close()
    note = tmp_path / "backups" / "backup-20250102-080000.samtalsstod"
    note.write_text("not a backup at all, but a note that is quite long", encoding="utf-8")

    for _time in range(4):
        upkeep.back_up()

    assert len(upkeep.backups()) == 2
    assert theirs.exists()
    assert note.exists()


def test_stopping_leaves_no_file_and_no_scratch(upkeep: Upkeep, tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        upkeep.back_up(stop)
    assert upkeep.backups() == ()
    made = upkeep.back_up()

    with pytest.raises(Stopped):
        upkeep.prove(made.file, stop)

    assert not list((tmp_path / "data" / "scratch").iterdir())


def test_what_a_lock_in_the_middle_of_a_proof_left_is_taken_away(upkeep: Upkeep, tmp_path: Path) -> None:
    left = tmp_path / "data" / "scratch" / f"proof-{os.getpid()}-left"
    left.mkdir(parents=True)
    (left / "vault").write_text("x", encoding="utf-8")

    upkeep.back_up()

    assert not left.exists()


def test_a_folder_that_is_gone_is_a_sentence(upkeep: Upkeep, tmp_path: Path) -> None:
    (tmp_path / "backups").rmdir()

    with pytest.raises(UnusableFolder):
        upkeep.back_up()
    with pytest.raises(UnusableFolder):
        upkeep.backups()
    assert upkeep.safeguards().made_at is None


def test_a_colleague_gets_a_key_and_loses_it_with_a_new_vault_key(
    upkeep: Upkeep, unlocked: Unlocked, folder: Path
) -> None:
    upkeep.add_user(BO, NEW)
    assert [(one.name, one.must_choose) for one in upkeep.key_holders()] == [
        ("Anna Exempelsson", False),
        ("Bo Ek", True),
    ]
    unlocked.close()
    with pytest.raises(PassphraseIsTemporary):
        unlock(folder, "bo", NEW)
    bo = choose_passphrase(folder, "bo", NEW, OWN, kdf=CHEAP)
    assert bo.session.user.name == "Bo Ek"
    bo.close()
    again = unlock(folder, LOGIN, PASSPHRASE)

    Upkeep.of(again, folder.parent).remove_user("bo")

    again.close()
    with pytest.raises(WrongPassphrase):
        open_session(folder, "bo", OWN).__enter__()
    with open_session(folder, LOGIN, PASSPHRASE) as session, session.records.read() as uow:
        actions = [event.action for event in uow.audit.events()]
    assert actions[-5:] == ["user-removed", "key-taken", "key-rotated", "door", "unlocked"]
    assert (folder / "records-2.db").exists()


def test_a_stopped_rotation_leaves_the_old_key_working_and_the_colleague_out(
    upkeep: Upkeep, unlocked: Unlocked, folder: Path
) -> None:
    upkeep.add_user(BO, NEW)

    with pytest.raises(Stopped):
        upkeep.remove_user("bo", stop)

    unlocked.close()
    with open_session(folder, LOGIN, PASSPHRASE) as session:
        assert session.user.login == LOGIN
    with pytest.raises(WrongPassphrase):
        open_session(folder, "bo", NEW).__enter__()
    assert not (folder / "records-2.db").exists()


def test_a_backup_of_before_a_rotation_asks_for_the_passphrases_of_its_day(
    upkeep: Upkeep, unlocked: Unlocked, folder: Path, tmp_path: Path
) -> None:
    file = upkeep.back_up().file
    upkeep.rotate()
    unlocked.close()
    again = unlock(folder, LOGIN, PASSPHRASE)

    with pytest.raises(KeyOfAnotherDay):
        Upkeep.of(again, tmp_path / "data").prove(file)

    again.close()


def test_a_passphrase_is_changed_in_the_open_vault(upkeep: Upkeep, unlocked: Unlocked, folder: Path) -> None:
    with pytest.raises(WrongPassphrase):
        upkeep.change_passphrase("not the old one", NEW)

    upkeep.change_passphrase(PASSPHRASE, NEW)

    unlocked.close()
    with open_session(folder, LOGIN, NEW) as session:
        assert session.user.login == LOGIN


def test_a_key_file_goes_with_a_key_given_renewed_and_needed_no_more(
    upkeep: Upkeep, unlocked: Unlocked, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    theirs = upkeep.add_user(BO, NEW, tmp_path / "stick")
    mine = upkeep.renew_key_file(PASSPHRASE, tmp_path / "stick" / "mine.key")
    assert theirs is not None
    assert mine is not None
    assert theirs.is_beside  # the same disk: it is a test
    assert upkeep.needs_key_file
    upkeep.change_passphrase(PASSPHRASE, OWN)
    unlocked.close()

    with pytest.raises(PassphraseIsTemporary):
        unlock(folder, "bo", credential_with(NEW, theirs.file))
    with pytest.raises(KeyFileNeeded):
        unlock(folder, LOGIN, OWN)
    again = unlock(folder, LOGIN, credential_with(OWN, mine.file))
    assert Upkeep.of(again, tmp_path).renew_key_file(OWN, None) is None
    again.close()
    unlock(folder, LOGIN, OWN).close()


def test_a_key_file_of_a_change_that_was_refused_is_taken_away(upkeep: Upkeep, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()

    with pytest.raises(WrongPassphrase):
        upkeep.renew_key_file("not the old one", stick)
    with pytest.raises(WrongPassphrase):
        upkeep.change_passphrase("not the old one", NEW, stick)

    assert not list(stick.iterdir())
    assert not upkeep.needs_key_file


def test_with_the_rule_a_passphrase_changes_only_with_a_key_file(upkeep: Upkeep, tmp_path: Path) -> None:
    upkeep.require_key_files(True)
    assert upkeep.key_files_required()
    with pytest.raises(KeyFileRequired):
        upkeep.change_passphrase(PASSPHRASE, NEW)

    made = upkeep.change_passphrase(PASSPHRASE, NEW, tmp_path / "mine.key")

    assert made is not None
    assert upkeep.needs_key_file


def test_a_colleague_is_shut_out_let_in_and_given_another_passphrase(
    upkeep: Upkeep, unlocked: Unlocked, folder: Path
) -> None:
    upkeep.add_user(BO, NEW)
    upkeep.disable_user("bo")
    assert [one.is_active for one in upkeep.key_holders()] == [True, False]
    upkeep.enable_user("bo")
    upkeep.give_passphrase("bo", OWN)
    unlocked.close()

    with pytest.raises(PassphraseIsTemporary):
        unlock(folder, "bo", OWN)


def test_sheets_count_as_tried_until_there_are_newer_ones(upkeep: Upkeep) -> None:
    assert not upkeep.safeguards().has_recovery
    sheets = upkeep.make_sheets()
    assert upkeep.safeguards().has_recovery
    assert not upkeep.safeguards().is_rehearsed

    upkeep.rehearse(sheets[1:])
    assert upkeep.safeguards().is_rehearsed

    upkeep.make_sheets()
    assert not upkeep.safeguards().is_rehearsed


def actions(unlocked: Unlocked) -> set[AuditAction]:
    """Return the kinds of what is on record."""
    with unlocked.session.records.read() as uow:
        return {event.action for event in all_events(uow)}


def test_earlier_sheets_open_the_vault_until_the_new_ones_were_tried(
    upkeep: Upkeep, folder: Path, unlocked: Unlocked
) -> None:
    old = upkeep.make_sheets()
    upkeep.rehearse(old[1:])
    new = upkeep.make_sheets()

    assert upkeep.safeguards().has_earlier_sheets
    rehearse_recovery(folder, old[:2])
    assert upkeep.safeguards().has_earlier_sheets  # trying those people had says nothing about the new ones

    upkeep.rehearse(new[1:])

    assert not upkeep.safeguards().has_earlier_sheets
    with pytest.raises(SheetsDoNotBelong):
        rehearse_recovery(folder, old[:2])
    assert AuditAction.SHEETS_RETIRED in actions(unlocked)


def test_earlier_sheets_can_be_ended_without_a_trial(upkeep: Upkeep, folder: Path) -> None:
    old = upkeep.make_sheets()
    assert not upkeep.retire_earlier_sheets()
    upkeep.make_sheets()

    assert upkeep.retire_earlier_sheets()

    with pytest.raises(SheetsDoNotBelong):
        rehearse_recovery(folder, old[:2])


def test_sheets_tried_by_command_take_over_at_the_next_opening_by_who_may(
    upkeep: Upkeep, unlocked: Unlocked, folder: Path
) -> None:
    upkeep.add_user(BO, NEW)
    upkeep.make_sheets()
    new = upkeep.make_sheets()
    unlocked.close()
    choose_passphrase(folder, "bo", NEW, OWN, kdf=CHEAP).close()
    rehearse_recovery(folder, new[:2])

    with open_session(folder, "bo", OWN) as session:
        assert session.safeguards.has_earlier_sheets
    with open_session(folder, LOGIN, PASSPHRASE) as session:
        assert not session.safeguards.has_earlier_sheets

    assert not read_header(folder).has_earlier_sheets


def test_staff_beside_an_administrator_look_after_nothing(
    upkeep: Upkeep, unlocked: Unlocked, folder: Path
) -> None:
    upkeep.add_user(BO, NEW)
    unlocked.close()
    theirs = choose_passphrase(folder, "bo", NEW, OWN, kdf=CHEAP)
    bo = Upkeep.of(theirs, folder.parent)

    assert not bo.may_administer()
    for refused in (bo.key_holders, bo.make_sheets, lambda: bo.keep_plan(BackupPlan(folder="/a"))):
        with pytest.raises(AccessDenied):
            refused()
    assert bo.back_up().proof.is_sound  # the unit's plan holds for whoever unlocks
    theirs.close()


def test_a_copy_of_another_vault_does_not_open_with_this_key(unlocked: Unlocked, tmp_path: Path) -> None:
    other = make_desk(tmp_path / "other")

    with pytest.raises(KeyOfAnotherDay):
        opened_again(unlocked.vault, other.vault, clock=unlocked.session.clock)
