"""Promise 2: no acknowledged answer is lost, whatever ends the process and whenever.

The enumeration is whole, not a sample: one run for every write system call that opening a vault,
saving an answer and closing make.
"""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.vault.enumerating import STORED, every_write, fresh, stored_in
from tests.vault.making import answered, find_begun, reopen, save, stored_numbers
from tests.vault.tracing import SYNCS, Answering, power_cuts

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


def durable_before_acknowledged(master: Path, answering: Answering, scratch: Path, *, careless: bool) -> bool:
    """Tell whether a power cut at any point of saving two answers leaves all that were acknowledged."""
    folder = fresh(master)
    run = answering.run(folder, count=2, careless=careless)
    for acknowledged, remains in power_cuts(master, folder, run.calls, scratch):
        stored = stored_in(remains)
        # What is stored is always a prefix; what was acknowledged is always in it.
        if stored != list(range(1, len(stored) + 1)) or len(stored) < STORED + acknowledged:
            return False
    return run.saved == (STORED + 1, STORED + 2)


def test_no_acknowledged_answer_is_lost_when_the_process_is_killed_at_any_write(
    master: Path, answering: Answering
) -> None:
    places = every_write(answering.run(fresh(master)).calls)
    assert {name for name, _ in places} >= {"pwrite64", "fsync", "ftruncate", "unlink"}
    lengths = set()
    for name, nth in places:
        folder = fresh(master)

        run = answering.run(folder, fault=f"{name}:signal=SIGKILL:when={nth}")

        assert run.status == -9, (name, nth, run)
        stored = stored_in(folder)
        assert stored == list(range(1, len(stored) + 1)), (name, nth)
        assert STORED + len(run.saved) <= len(stored) <= STORED + 1, (name, nth)
        lengths.add(len(stored))
    assert lengths == {STORED, STORED + 1}


def test_answers_are_on_the_disk_before_they_are_acknowledged(
    master: Path, answering: Answering, tmp_path: Path
) -> None:
    assert durable_before_acknowledged(master, answering, tmp_path, careless=False)


def test_the_power_cut_finds_out_a_vault_that_does_not_wait_for_the_disk(
    master: Path, answering: Answering, tmp_path: Path
) -> None:
    assert not durable_before_acknowledged(master, answering, tmp_path, careless=True)


@pytest.mark.parametrize(("careless", "expected"), [(False, [1, 1, 1]), (True, [0, 0, 0])])
def test_each_acknowledgement_but_the_first_follows_exactly_one_sync_of_the_log(
    master: Path, answering: Answering, careless: bool, expected: list[int]
) -> None:
    run = answering.run(fresh(master), count=4, careless=careless)

    syncs, found = 0, list[int]()
    for call in run.calls:
        if call.name == "writev":
            found.append(syncs)
            syncs = 0
        syncs += call.name in SYNCS and call.path.endswith("-wal")

    # The first answer also syncs the new log's header.
    assert found[1:] == expected


def test_a_full_disk_is_said_and_loses_nothing_at_any_write(master: Path, answering: Answering) -> None:
    places = every_write(answering.run(fresh(master)).calls)
    codes = Counter[str | None]()
    for name, nth in places:
        if name == "unlink":
            continue  # Taking a name away needs no room.
        folder = fresh(master)

        run = answering.run(folder, fault=f"{name}:error=ENOSPC:when={nth}+")

        codes[run.code] += 1
        stored = stored_in(folder)
        if run.code is None:
            # Closing may fail to tidy up; that is nobody's loss.
            assert (run.status, run.saved) == (0, (STORED + 1,)), (name, nth, run)
        else:
            assert (run.status, run.saved) == (1, ()), (name, nth, run)
        unconfirmed = run.code == "vault/save-unconfirmed"
        assert len(stored) - STORED - len(run.saved) in ({0, 1} if unconfirmed else {0}), (name, nth, run)
        assert answering.run(folder).saved == (len(stored) + 1,), (name, nth)
    assert codes["vault/disk-full"] >= 5
    assert set(codes) == {"vault/disk-full", "vault/save-unconfirmed", None}


def test_after_a_kill_the_next_answer_follows_the_last_one_stored(master: Path, answering: Answering) -> None:
    folder = fresh(master)
    answering.run(folder, fault="pwrite64:signal=SIGKILL:when=20")

    vault = reopen(folder)
    with vault.records.read() as uow:
        begun = find_begun(uow, vault)
    number = len(stored_numbers(vault)) + 1
    save(vault, answered(begun, number), access=begun.access)

    assert stored_numbers(vault) == list(range(1, number + 1))
    vault.close()
