"""A lock in the middle of the window's own backup: not delayed, and nothing half-made looks finished."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from screening_app.bootstrap import open_vault_for
from screening_app.vault.cipher import connect
from screening_app.vault.errors import NoBackup
from screening_app.vault.foot import read_foot
from screening_app.vault.keys import database_key
from tests.e2e.desk import LOGIN, PASSPHRASE, Desk
from tests.gui.process.running import Running, running
from tests.helpers.memory import forms_of_text, found_in

CANARY = "Kanariefågel i säkerhetskopian"
ROWS = 60_000
BUDGET_S = 0.4
HOURS_AGO_S = 2 * 60 * 60
FILL = """
WITH RECURSIVE number(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM number WHERE n < ?)
INSERT INTO setting (name, value) SELECT 'load-' || n, ? || hex(randomblob(900)) FROM number
"""


@pytest.fixture
def full(desk: Desk) -> Desk:
    """Return a vault whose backup takes seconds."""
    with open_vault_for(desk.vault, LOGIN, PASSPHRASE, write=True) as opened:
        key = database_key(opened.vault_key, opened.header.id, opened.header.cipher)
        path = desk.vault / opened.header.database
    connection = connect(path, key, mode="write")
    connection.execute(FILL, (ROWS, CANARY))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    return desk


def until(holds: Callable[[], bool], patience_s: float = 30.0) -> None:
    """Wait until something holds."""
    latest = time.monotonic() + patience_s
    while not holds():
        assert time.monotonic() < latest
        time.sleep(0.005)


def locked(application: Running) -> float:
    """Lock by key; return how long it took until the next process was there."""
    application.order("key", key="L", modifier="ControlModifier")
    pressed = float(str(application.wait("pressed")["at"]))
    took = float(str(application.wait("started")["at"])) - pressed
    assert application.state()["page"] == "lock-screen"
    return took


def sizes(*folders: Path) -> dict[Path, int]:
    """Return every file and its size."""
    return {path: path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file()}


def in_clear_text(*folders: Path) -> list[Path]:
    """Return every file that holds the canary in any of its forms."""
    patterns = {CANARY: forms_of_text(CANARY)}
    return [path for path in sizes(*folders) if found_in(path.read_bytes(), patterns)]


def is_making(target: Path, _home: Path) -> bool:
    """Tell whether the backup is half there."""
    return any(size > 1 << 23 for size in sizes(target).values())


def is_proving(_target: Path, home: Path) -> bool:
    """Tell whether the backup is being put back into the scratch folder, and read there."""
    return any("proof-" in str(path) and path.name == "records-1.db" for path in sizes(home))


@pytest.mark.parametrize("moment", [is_making, is_proving])
def test_a_lock_waits_for_no_backup_and_what_is_left_of_it_looks_like_nothing(
    full: Desk, tmp_path: Path, moment: Callable[[Path, Path], bool]
) -> None:
    target, home = tmp_path / "backups", Path(os.environ["HOME"])
    target.mkdir()
    with running(full.vault) as application:
        application.unlock()
        usual = locked(application)
        application.unlock()
        application.order("own_backup", folder=str(target))
        application.wait("busy")
        until(lambda: moment(target, home))

        took = locked(application)

        print(f"locked after {took * 1000:.0f} ms, without a backup {usual * 1000:.0f} ms")
        assert took < 2 * max(usual, BUDGET_S)
        left = sizes(target, home)
        time.sleep(0.5)
        assert {path: size for path, size in sizes(target, home).items() if path in left} == left
        assert b"backup-proven" not in (full.vault / "door.log").read_bytes()
        assert in_clear_text(target, home, full.vault) == []
        if moment is is_making:
            (unfinished,) = (path for path in left if path.parent == target and path.suffix == ".new")
            assert list(target.glob("*.samtalsstod")) == []
            with pytest.raises(NoBackup):
                read_foot(unfinished)
            os.utime(unfinished, (time.time() - HOURS_AGO_S,) * 2)
        application.unlock()
        application.order("own_backup", folder=str(target))
        application.wait("ended")

    assert b"backup-proven" in (full.vault / "door.log").read_bytes()
    assert not list(target.glob("*.new*"))
    assert not list(home.rglob("proof-*"))


def test_the_search_for_clear_text_finds_it(tmp_path: Path) -> None:
    (tmp_path / "left").write_bytes(b"before " + CANARY.encode("utf-16-le") + b" after")

    assert in_clear_text(tmp_path) == [tmp_path / "left"]
