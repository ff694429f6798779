"""A log that lost acknowledged answers is damage; one that a power cut tore is not."""

import shutil
from pathlib import Path

import pytest

from screening_app.vault.errors import DatabaseDamaged
from screening_app.vault.wal import check_log
from tests.vault.making import answered, begin, make_vault, reopen, save, stored_numbers

FRAME = 24 + 4096
HEADER = 32


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """Return a vault as a crash after four answers leaves it: all of them in the log."""
    vault = make_vault(tmp_path / "alive")
    begun = begin(vault)
    vault.close()
    vault = reopen(tmp_path / "alive")
    save(vault, *(answered(begun, number) for number in range(1, 5)), access=begun.access)
    shutil.copytree(tmp_path / "alive", tmp_path / "vault")
    (tmp_path / "vault" / "records-1.db-shm").unlink()
    vault.close()
    return tmp_path / "vault"


def log_of(folder: Path) -> Path:
    """Return the log."""
    return folder / "records-1.db-wal"


def test_a_whole_log_gives_back_every_answer(crashed: Path) -> None:
    vault = reopen(crashed)

    assert stored_numbers(vault) == [1, 2, 3, 4]
    vault.close()


def test_a_damaged_frame_before_acknowledged_answers_is_damage(crashed: Path) -> None:
    content = bytearray(log_of(crashed).read_bytes())
    content[HEADER + 2 * FRAME + 500] ^= 1
    log_of(crashed).write_bytes(content)

    with pytest.raises(DatabaseDamaged) as caught:
        reopen(crashed)

    assert log_of(crashed).name in caught.value.describe()
    assert log_of(crashed).read_bytes() == content


@pytest.mark.parametrize("at", [0, 8, 16, 24])
def test_a_damaged_header_of_the_log_is_damage(crashed: Path, at: int) -> None:
    content = bytearray(log_of(crashed).read_bytes())
    content[at] ^= 1
    log_of(crashed).write_bytes(content)

    with pytest.raises(DatabaseDamaged):
        reopen(crashed)


@pytest.mark.parametrize("cut", [1, 100, FRAME, FRAME + 24])
def test_a_log_torn_in_its_last_transaction_opens_without_it(crashed: Path, cut: int) -> None:
    content = log_of(crashed).read_bytes()
    log_of(crashed).write_bytes(content[:-cut])

    vault = reopen(crashed)

    assert stored_numbers(vault) == [1, 2, 3]
    vault.close()


@pytest.mark.parametrize("content", [b"", b"\x37\x7f", bytes(HEADER), bytes(HEADER + FRAME)])
def test_a_log_that_was_never_synced_holds_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "records-1.db-wal").write_bytes(content)

    check_log(tmp_path / "records-1.db")
