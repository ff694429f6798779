"""Older tables brought to this version, with a copy of the vault put aside before (DESIGN 5).

The copy is a backup like any other: whoever must go back puts it back with the older version. It stays
beside the records until the vault key is rotated, which takes away what was written under the old key.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from screening_app.vault.cipher import GuardedConnection, connect
from screening_app.vault.copying import check_copy, copy_records
from screening_app.vault.files import folder_faults
from screening_app.vault.foot import foot_of
from screening_app.vault.generations import fresh_database
from screening_app.vault.header import Header

_ASIDE: Final = ".before-upgrade.samtalsstod"


def copy_before_upgrade(folder: Path, header: Header) -> Path:
    """Return where the copy stands that is made before an upgrade; a later upgrade replaces it."""
    return folder / f"{header.database}{_ASIDE}"


def upgrade_records(
    folder: Path, header: Header, key: bytes, upgrade: Callable[[GuardedConnection], None]
) -> None:
    """Put a backup aside, compare every row of it, then upgrade; without one, nothing is changed.

    Args:
        upgrade: Brings the tables to this version, all or nothing.

    Raises:
        DiskFull, SaveUnconfirmed, ReadOnlyVault: If there is no room for the copy.
        DatabaseDamaged, CopyDiffers: If there can be no sound copy.
        As ``upgrade``.
    """
    path = folder / header.database
    reader = partial(connect, path, key, mode="read")
    source = reader()
    try:
        with (
            folder_faults(folder),
            fresh_database(copy_before_upgrade(folder, header), key, end=foot_of(header)) as copy,
        ):
            copy_records(reader, copy, None)
            check_copy(source, copy)
    finally:
        source.close()
    connection = connect(path, key, mode="write")
    try:
        upgrade(connection)
    finally:
        connection.close()
