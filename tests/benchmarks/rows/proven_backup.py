"""A backup made and proven, beside copying the bytes of the same vault to the same disk."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from screening_app.bootstrap import open_vault_for
from screening_app.bootstrap.backups import make_backup, prove_with
from screening_app.vault.cipher import connect
from screening_app.vault.keys import database_key
from tests.benchmarks.figures import Figure, Scale, Watch, watch
from tests.e2e.desk import LOGIN, PASSPHRASE, make_desk

_ROW_BYTES = 1_800
_BATCH = 20_000
_AT_ONCE = 1 << 20
_FILL = """
WITH RECURSIVE number(n) AS (VALUES (?) UNION ALL SELECT n + 1 FROM number WHERE n < ?)
INSERT INTO setting (name, value) SELECT 'load-' || n, hex(randomblob(?)) FROM number
"""


def measure(scale: Scale) -> Iterator[Figure]:
    """Give the row of the whole, and one for the backup alone."""
    size = scale.times(1_000_000_000, 2_000_000)
    proven, made, copied = watch(), watch(), watch()
    with TemporaryDirectory() as folder:
        place = Path(folder)
        vault = make_desk(place).vault
        _fill(vault, size)
        database = next(vault.glob("records-*.db"))
        for turn in range(scale.times(3, 1)):
            with copied.running():
                _copy(database, place / f"plain-{turn}")
            (place / f"plain-{turn}").unlink()
            _prove(vault, place / f"backups-{turn}", whole=proven, part=made)
        size = database.stat().st_size
    what = f"proven backup of {size / 1e6:.0f} MB: made, put back, every page and row read"
    yield Figure(what=what, ours=proven.side(), theirs=copied.side("copy and fsync"), of="ratio", budget=3)
    yield Figure(what="of it until the backup stands", ours=made.side(), theirs=copied.side("copy and fsync"))


def _prove(vault: Path, target: Path, *, whole: Watch, part: Watch) -> None:
    """Make a backup and prove it with the open key, as the window does."""
    target.mkdir()
    with open_vault_for(vault, LOGIN, PASSPHRASE, write=False) as opened:
        scratch = target / "scratch"
        with part.running():
            file = make_backup(opened, target)
        with whole.running():
            proof = prove_with(opened, file, scratch=scratch)
    whole.values[-1] += part.values[-1]
    if not proof.is_sound:
        raise AssertionError(proof.faults)
    file.unlink()


def _copy(source: Path, target: Path) -> None:
    """Copy a file through user space, and make it last."""
    with source.open("rb") as reading, target.open("wb") as writing:
        while part := reading.read(_AT_ONCE):
            writing.write(part)
        writing.flush()
        os.fsync(writing.fileno())


def _fill(vault: Path, size: int) -> None:
    """Store rows of no meaning until the file is so large."""
    with open_vault_for(vault, LOGIN, PASSPHRASE, write=True) as opened:
        key = database_key(opened.vault_key, opened.header.id, opened.header.cipher)
        path = vault / opened.header.database
    connection = connect(path, key, mode="write")
    connection.execute("PRAGMA cache_size = -65536")
    for first in range(0, size // _ROW_BYTES, _BATCH):
        last = min(first + _BATCH, size // _ROW_BYTES) - 1
        connection.execute(_FILL, (first, last, _ROW_BYTES // 2))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
