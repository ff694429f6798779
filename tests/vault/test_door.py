"""What happens while nobody holds a key is counted, delays the next try, and is taken in once."""

import datetime as dt
import json
import shutil
import subprocess
from pathlib import Path

import pytest

from screening_app.domain.records import User
from screening_app.vault.door import (
    DOOR_FILE,
    MISSING,
    OPENED,
    REFUSED,
    UNKNOWN_USER,
    UNREADABLE,
    WRONG_PASSPHRASE,
    DoorLog,
)
from screening_app.vault.errors import ReadOnlyVault, VaultOpenElsewhere, WrongPassphrase
from tests.helpers.fakes import FakeClock
from tests.vault.making import LOGIN, PASSPHRASE, make_vault, reopen

WRONG = "sju gröna krokodiler äter glass"


@pytest.fixture
def vault(tmp_path: Path) -> tuple[Path, User]:
    """Return the folder of a closed vault, and its user."""
    opened = make_vault(tmp_path / "vault")
    opened.close()
    return tmp_path / "vault", opened.user


def fail(folder: Path, *, login: str | None = None, waits: list[float] | None = None) -> None:
    """Try a wrong passphrase, or an unknown login."""
    waited = waits if waits is not None else []
    passphrase = PASSPHRASE if login else WRONG
    with pytest.raises(WrongPassphrase):
        reopen(folder, login=login or LOGIN, passphrase=passphrase, wait=waited.append)


def log_of(folder: Path) -> DoorLog:
    """Return the log of the door with a clock of its own."""
    return DoorLog(folder, FakeClock())


def test_failures_are_counted_by_kind_and_slot_without_a_name(vault: tuple[Path, User]) -> None:
    folder, user = vault
    fail(folder)
    fail(folder, login="Berit Hemlig")

    events = log_of(folder).events()

    assert [(event.kind, event.slot) for event in events] == [
        (WRONG_PASSPHRASE, user.id),
        (UNKNOWN_USER, None),
    ]
    content = (folder / DOOR_FILE).read_text()
    assert all(word.casefold() not in content.casefold() for word in ("Berit", "Hemlig", "Anna", WRONG))


def test_a_refused_second_writer_is_counted(vault: tuple[Path, User]) -> None:
    folder, _ = vault
    first = reopen(folder)

    with pytest.raises(VaultOpenElsewhere):
        reopen(folder)

    assert [event.kind for event in first.door.events()] == [REFUSED]
    first.close()


def test_the_delay_grows_with_failures_and_survives_a_restart(vault: tuple[Path, User]) -> None:
    folder, _ = vault
    waits = list[float]()
    for _ in range(7):
        fail(folder, waits=waits)

    # Three tries are free; each opening here reads the log anew, as after a restart.
    assert len(waits) == 4
    assert waits == sorted(waits)
    assert waits[-1] == pytest.approx(8, abs=1)


def test_the_delay_has_an_end(tmp_path: Path) -> None:
    door = log_of(tmp_path)
    for _ in range(40):
        door.append(WRONG_PASSPHRASE, "slot")

    assert door.delay() <= dt.timedelta(seconds=60)
    assert door.delay() > dt.timedelta(seconds=50)


def test_waiting_elsewhere_counts(tmp_path: Path) -> None:
    door = log_of(tmp_path)
    for _ in range(10):
        door.append(WRONG_PASSPHRASE, "slot")

    later = DoorLog(tmp_path, FakeClock(dt.datetime(2026, 11, 23, tzinfo=dt.UTC)))

    assert later.delay() == dt.timedelta()


def test_a_clock_that_was_set_back_makes_nobody_wait_for_hours(tmp_path: Path) -> None:
    door = log_of(tmp_path)
    for _ in range(10):
        door.append(WRONG_PASSPHRASE, "slot")

    earlier = DoorLog(tmp_path, FakeClock(dt.datetime(2020, 1, 1, tzinfo=dt.UTC)))

    assert earlier.delay() == dt.timedelta(seconds=60)


def test_the_delay_holds_when_the_clock_is_set_back_between_the_tries(tmp_path: Path) -> None:
    for day in range(22, 12, -1):
        DoorLog(tmp_path, FakeClock(dt.datetime(2026, 11, day, tzinfo=dt.UTC))).append(
            WRONG_PASSPHRASE, "slot"
        )

    earlier = DoorLog(tmp_path, FakeClock(dt.datetime(2026, 11, 12, tzinfo=dt.UTC)))

    assert earlier.delay() == dt.timedelta(seconds=60)


def test_a_new_vault_has_its_log_so_that_a_missing_one_was_taken_away(vault: tuple[Path, User]) -> None:
    folder, _ = vault

    assert (folder / DOOR_FILE).read_bytes() == b""
    assert log_of(folder).delay() == dt.timedelta()


def test_taking_the_log_away_makes_every_try_wait_as_long_as_can_be(vault: tuple[Path, User]) -> None:
    folder, user = vault
    waits = list[float]()
    for _ in range(3):
        (folder / DOOR_FILE).unlink()
        fail(folder, waits=waits)
        fail(folder, waits=waits)
    reopen(folder, wait=waits.append).close()

    assert len(waits) == 7
    assert min(waits) > 55
    kinds = [(event.kind, event.slot) for event in log_of(folder).events()]
    assert kinds == [
        (MISSING, None),
        (WRONG_PASSPHRASE, user.id),
        (WRONG_PASSPHRASE, user.id),
        (OPENED, user.id),
    ]
    assert log_of(folder).delay() == dt.timedelta()


@pytest.mark.skipif(shutil.which("chattr") is None, reason="nothing here makes a file that root cannot write")
def test_where_no_failure_can_be_written_down_every_try_waits_and_is_refused_alike(
    vault: tuple[Path, User],
) -> None:
    folder, _ = vault
    waits = list[float]()
    if subprocess.run(["chattr", "+i", folder / DOOR_FILE], capture_output=True, check=False).returncode:
        pytest.skip("this file system has no such files, or this account may not make them")
    try:
        for _ in range(3):
            with pytest.raises(WrongPassphrase):
                reopen(folder, passphrase=WRONG, mode="read", wait=waits.append)
        with pytest.raises(ReadOnlyVault):
            reopen(folder, passphrase=WRONG, wait=waits.append)
        reopen(folder, mode="read", wait=waits.append).close()
    finally:
        subprocess.run(["chattr", "-i", folder / DOOR_FILE], check=True)

    assert waits == [10.0] * 4


def test_an_opening_ends_the_delay(vault: tuple[Path, User]) -> None:
    folder, user = vault
    for _ in range(5):
        fail(folder)
    reopen(folder).close()

    waits = list[float]()
    fail(folder, waits=waits)

    assert not waits
    kinds = [(event.kind, event.slot) for event in log_of(folder).events()]
    assert kinds[5:] == [(OPENED, user.id), (WRONG_PASSPHRASE, user.id)]


def test_events_are_taken_once(vault: tuple[Path, User]) -> None:
    folder, _ = vault
    door = log_of(folder)
    fail(folder)
    first = door.pending(None)
    fail(folder)

    second = door.pending(first.mark)

    assert (len(first.events), len(second.events)) == (1, 1)
    assert not second.altered
    assert door.pending(second.mark).events == ()


def test_a_batch_that_was_not_committed_is_given_again(vault: tuple[Path, User]) -> None:
    folder, _ = vault
    fail(folder)

    assert log_of(folder).pending(None) == log_of(folder).pending(None)


@pytest.mark.parametrize("content", [b"", b'{"at": 1}\n'])
def test_a_log_that_was_cut_or_replaced_shows(vault: tuple[Path, User], content: bytes) -> None:
    folder, _ = vault
    fail(folder)
    fail(folder)
    mark = log_of(folder).pending(None).mark
    (folder / DOOR_FILE).write_bytes(content)

    report = log_of(folder).pending(mark)

    assert report.altered
    assert len(report.events) == len(content.splitlines())


def test_a_line_torn_by_a_power_cut_spoils_no_other(tmp_path: Path) -> None:
    door = log_of(tmp_path)
    door.append(WRONG_PASSPHRASE, "slot")
    with (tmp_path / DOOR_FILE).open("ab") as file:
        file.write(b'\n{"at": "2026-11-22T')
    door.append(UNKNOWN_USER, None)

    assert [event.kind for event in door.events()] == [WRONG_PASSPHRASE, UNREADABLE, UNKNOWN_USER]


@pytest.mark.parametrize(
    "line", ["[]", "null", "1", '{"at": "2026-11-22", "kind": "a", "slot": null}', '{"at": "x"}', "\xff"]
)
def test_anything_else_in_the_log_is_counted_as_unreadable(tmp_path: Path, line: str) -> None:
    (tmp_path / DOOR_FILE).write_bytes(line.encode("latin-1") + b"\n")

    assert [event.kind for event in log_of(tmp_path).events()] == [UNREADABLE]


def test_each_line_is_json_with_time_kind_and_slot(tmp_path: Path) -> None:
    log_of(tmp_path).append(WRONG_PASSPHRASE, "slot")

    (line,) = filter(None, (tmp_path / DOOR_FILE).read_text().splitlines())

    assert json.loads(line) == {
        "at": "2026-11-22T08:00:00.000000+00:00",
        "kind": "wrong-passphrase",
        "slot": "slot",
    }
