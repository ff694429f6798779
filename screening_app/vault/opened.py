"""A vault that is open: its records, who opened it, and what needs the key."""

from dataclasses import dataclass, replace
from pathlib import Path

from screening_app.domain.records import Unit, User
from screening_app.vault.door import DoorLog
from screening_app.vault.header import Header, write_header
from screening_app.vault.keys import (
    Ed25519Signer,
    KdfCost,
    Unwrapped,
    derive_key,
    name_tag,
    new_kdf,
    wrap_user_slot,
)
from screening_app.vault.lock import VaultLock
from screening_app.vault.passphrase import check_passphrase
from screening_app.vault.store import Connect, OpenRecords, Store


@dataclass(slots=True, kw_only=True, repr=False)
class OpenVault:
    """What unlock gives; ``close`` takes it back.

    Attributes:
        records: Port ``Records``.
        signer: Port ``Signer``, of the user who opened.
        door: What happened while nobody held a key.
        reader: Makes one more connection that only reads; for checks and backup.
        lock: The right to write; ``None`` when opened for reading.
    """

    folder: Path
    header: Header
    unit: Unit
    user: User
    records: OpenRecords
    signer: Ed25519Signer
    door: DoorLog
    reader: Connect
    store: Store
    lock: VaultLock | None = None
    vault_key: bytes

    def close(self, *, keep_lock: bool = False) -> None:
        """Close every connection and give the lock back; twice is allowed.

        Args:
            keep_lock: Leave the lock with this process, which hands it over or opens the vault again.
        """
        self.records.close()
        if self.lock is not None and not keep_lock:
            self.lock.release()

    def add_user(self, user: User, passphrase: str, *, seed: bytes, kdf: KdfCost) -> User:
        """Give somebody a slot; return them as stored, with the public key of ``seed``.

        The record comes first, so that a slot never opens for somebody who is not known.

        Args:
            seed: 32 fresh random bytes, the user's Ed25519 seed.
            kdf: What a passphrase costs: ``calibrate()``, or less in tests.

        Raises:
            WeakPassphrase: If the passphrase is too easy to guess.
            LoginTaken: If somebody has that login already.
        """
        check_passphrase(passphrase, login=user.login)
        self.header.check_login_free(name_tag(user.login, self.header.name_key))
        costs = new_kdf(kdf)
        slot = wrap_user_slot(
            user.id,
            user.login,
            Unwrapped(self.vault_key, seed),
            vault_id=self.header.id,
            name_key=self.header.name_key,
            key=derive_key(passphrase, costs),
            kdf=costs,
        )
        known = replace(user, public_key=Ed25519Signer(user.id, seed).public_key)
        self.store.add_user(self.records, known)
        self.header = self.header.with_slot(slot)
        write_header(self.folder, self.header)
        return known
