"""A new vault key: every record copied under it, every row compared, one write of the header.

Until that write the old key and file work, after it only the new ones do. Each slot that stays gets
the new key sealed to it; a removed one does not, so whoever kept its passphrase and the old header
opens nothing that is written from now on (DESIGN 5).
"""

import secrets
from contextlib import suppress
from pathlib import Path

from screening_app.vault.cipher import connect
from screening_app.vault.copying import Progress, check_copy, copy_records
from screening_app.vault.files import vault_faults
from screening_app.vault.generations import fresh_database, next_generation, remove_older
from screening_app.vault.header import Cipher, Header, database_name, read_header, write_header
from screening_app.vault.keys import KEY_SIZE, database_key, key_check
from screening_app.vault.opened import OpenVault
from screening_app.vault.sealing import seal


def rotate(vault: OpenVault, progress: Progress | None = None) -> None:
    """Give the vault a new key. It is closed afterwards, and opens with the same passphrases.

    Args:
        vault: Opened for writing.
        progress: Told of the pages copied; raises to stop, and everything stays as it was.

    Raises:
        DiskFull, SaveUnconfirmed, ReadOnlyVault: If there is no room for a second file of records.
        DatabaseDamaged: If not every page can be read; restore or salvage first.
        CopyDiffers: If the copy is not the same; nothing was changed.
    """
    header, vault_key = vault.header, secrets.token_bytes(KEY_SIZE)
    cipher = Cipher(salt=secrets.token_hex(16))
    with vault_faults():
        generation = next_generation(vault.folder, header)
    fresh = header.model_copy(
        update={
            "generation": generation,
            "database": database_name(generation),
            "cipher": cipher,
            "key_check": key_check(vault_key, header.id),
            "slots": tuple(
                slot.model_copy(update={"sealed": seal(vault_key, slot.exchange_key, header.id)})
                for slot in header.slots
            ),
        }
    )
    key = database_key(vault_key, header.id, cipher)
    # Whoever writes has to be done first: what is compared may not change.
    vault.records.close()
    source = vault.reader()
    try:
        with vault_faults(), fresh_database(vault.folder / fresh.database, key) as target:
            copy_records(vault.reader, target, progress)
            check_copy(source, target)
    finally:
        source.close()
    _check_again(vault, fresh.database, key)
    _swap(vault.folder, fresh)
    vault.header, vault.vault_key = fresh, vault_key
    remove_older(vault.folder, fresh)


def _swap(folder: Path, fresh: Header) -> None:
    """Write the header; if that fails and the old one still counts, the copy is of no use to anybody."""
    try:
        write_header(folder, fresh)
    except BaseException:
        if read_header(folder).database != fresh.database:
            with suppress(OSError):
                (folder / fresh.database).unlink()
        raise


def _check_again(vault: OpenVault, name: str, key: bytes) -> None:
    """Open the file as the next unlock will, before the old one goes."""
    connection = connect(vault.folder / name, key, mode="write")
    connection.close()
