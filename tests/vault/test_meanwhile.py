"""What another process does to a vault while this one is opening it: nothing of it is undone or misread."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from screening_app.domain.access import Role
from screening_app.domain.errors import ScreeningAppError
from screening_app.storage.store import SqlStore
from screening_app.vault.creating import NewUser
from screening_app.vault.door import WRONG_PASSPHRASE
from screening_app.vault.errors import DatabaseMissing
from screening_app.vault.header import COPY_FILE, Header, read_header, write_header
from screening_app.vault.lock import VaultLock
from screening_app.vault.opening import open_vault, with_current_header
from screening_app.vault.recovery import make_sheets, recover, rehearse
from screening_app.vault.rotation import rotate
from tests.vault.making import (
    CHEAP,
    CLOCK,
    ENTROPY,
    LOGIN,
    OTHER_PASSPHRASE,
    PASSPHRASE,
    reopen,
    stored_numbers,
)


def rotated(folder: Path) -> None:
    """Give the vault a new key, as another process would."""
    vault = reopen(folder)
    rotate(vault)
    vault.close()


def add_slot(folder: Path) -> None:
    """Add something to the header, as another process would that is just closing the vault."""
    header = read_header(folder)
    slot = header.slots[0].model_copy(update={"id": "OTHER", "kind": "future"})
    write_header(folder, header.with_slot(slot))


class Hurried:
    """A clock that lets something happen the first time that it is asked: when the lock is taken."""

    def __init__(self, happens: Callable[[], None]) -> None:
        self._happens: Callable[[], None] | None = happens

    def now(self) -> dt.datetime:
        """Return the time."""
        happens, self._happens = self._happens, None
        if happens is not None:
            happens()
        return CLOCK.now()


def test_a_reader_finds_the_records_of_a_rotation_that_ended_while_it_opened(folder: Path) -> None:
    vault = reopen(folder)
    for _try in range(4):
        vault.door.append(WRONG_PASSPHRASE, vault.user.id)
    vault.close()
    waits = list[float]()

    def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 1:
            rotated(folder)

    # The wait after wrong tries lies between reading the header and opening the records.
    reader = open_vault(folder, LOGIN, PASSPHRASE, mode="read", store=SqlStore(), clock=CLOCK, wait=wait)

    assert waits
    assert stored_numbers(reader) == [1]
    assert reader.header.generation == 2
    reader.close()


def test_whoever_asks_for_the_header_asks_again_only_if_the_records_were_swapped(folder: Path) -> None:
    asked = list[int]()

    def look(header: Header) -> str:
        asked.append(header.generation)
        if header.generation == 1:
            rotated(folder)
            raise DatabaseMissing(file=header.database)
        return header.database

    assert with_current_header(folder, look) == "records-2.db"
    assert asked == [1, 2]

    def miss(header: Header) -> str:
        asked.append(header.generation)
        raise DatabaseMissing(file=header.database)

    with pytest.raises(DatabaseMissing):
        with_current_header(folder, miss)
    assert asked == [1, 2, 2]


def test_a_writer_undoes_nothing_that_was_written_before_it_got_the_lock(folder: Path) -> None:
    hurried = Hurried(lambda: add_slot(folder))

    open_vault(folder, LOGIN, PASSPHRASE, mode="write", store=SqlStore(), clock=hurried).close()

    assert "OTHER" in {slot.id for slot in read_header(folder).slots}


def test_a_recovery_undoes_nothing_that_was_written_before_it_got_the_lock(folder: Path) -> None:
    vault = reopen(folder)
    sheets = make_sheets(vault)
    vault.close()
    new = NewUser(login="carin", name="Carin Ek", role=Role.STAFF)
    hurried = Hurried(lambda: add_slot(folder))

    recover(
        folder, sheets, new, OTHER_PASSPHRASE, store=SqlStore(), clock=hurried, entropy=ENTROPY, kdf=CHEAP
    ).close()

    assert "OTHER" in {slot.id for slot in read_header(folder).slots}
    rehearse(folder, sheets, store=SqlStore(), clock=CLOCK)


def test_an_opening_that_fails_at_its_last_step_gives_everything_back(folder: Path) -> None:
    (folder / COPY_FILE).unlink()
    (folder / COPY_FILE).mkdir()

    with pytest.raises((ScreeningAppError, OSError)):
        reopen(folder)

    assert not VaultLock.is_held(folder)
    assert open_files(folder) == []


def open_files(folder: Path) -> list[str]:
    """Return the files in a folder that this process has open; nothing where the system does not tell."""
    found = list[str]()
    for descriptor in Path("/proc/self/fd").glob("*"):
        with suppress(OSError):
            found.append(str(descriptor.readlink()))
    return [path for path in found if str(folder) in path]


def test_what_is_open_is_seen(folder: Path) -> None:
    vault = reopen(folder)

    seen = open_files(folder)
    vault.close()

    assert seen or not Path("/proc/self/fd").exists()
