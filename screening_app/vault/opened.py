"""A vault that is open: its records, who opened it, and what needs the key."""

from dataclasses import dataclass, replace
from pathlib import Path

from screening_app.domain.records import Unit, User
from screening_app.services.key_file_rule import check_key_file_rule
from screening_app.vault.door import DoorLog
from screening_app.vault.errors import LoginTaken
from screening_app.vault.header import Header, Slot, write_header
from screening_app.vault.key_file import Secret, credential
from screening_app.vault.keys import Ed25519Signer, KdfCost, Unwrapped, name_tag, new_user_slot
from screening_app.vault.lock import VaultLock
from screening_app.vault.passphrase import check_passphrase, normalise_login
from screening_app.vault.store import Connect, OpenRecords, Store


def check_login_free(records: OpenRecords, header: Header, login: str) -> None:
    """Refuse a login that somebody has or had: what they did stays theirs.

    Raises:
        LoginTaken: If so.
    """
    header.check_login_free(name_tag(login, header.name_key))
    with records.read() as uow:
        if any(normalise_login(user.login) == normalise_login(login) for user in uow.office.users()):
            raise LoginTaken


@dataclass(slots=True, kw_only=True, repr=False)
class OpenVault:
    """What unlock gives; ``close`` takes it back.

    Attributes:
        records: Port ``Records``.
        signer: Port ``Signer``, of the user who opened.
        door: What happened while nobody held a key.
        reader: Makes one more connection that only reads; for checks and backup.
        writes: Whether it was opened for writing.
        lock: The right to write; ``None`` when opened for reading.
        key_file: What the user's key file holds, if their slot needs one: no less secret than the vault key.
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
    writes: bool
    lock: VaultLock | None = None
    vault_key: bytes
    key_file: bytes | None = None

    def close(self, *, keep_lock: bool = False) -> None:
        """Close every connection and give the lock back; twice is allowed.

        Args:
            keep_lock: Leave the lock with this process, which hands it over or opens the vault again.
        """
        self.records.close()
        if self.lock is not None and not keep_lock:
            self.lock.release()

    def add_user(
        self, user: User, given: Secret, *, seed: bytes, kdf: KdfCost, temporary: bool = False
    ) -> User:
        """Give somebody a slot; return them as stored, with the public key of ``seed``.

        The record comes first, so that a slot never opens for somebody who is not known.

        Args:
            given: Passphrase, and what the key file holds if the slot is to need one.
            seed: 32 fresh random bytes, the user's Ed25519 seed.
            kdf: What a passphrase costs: ``calibrate()``, or less in tests.
            temporary: Whether they must choose a passphrase of their own first.

        Raises:
            WeakPassphrase: If the passphrase is too easy to guess.
            KeyFileRequired: If the vault asks for a key file and there is none.
            LoginTaken: If somebody has that login, or had it.
        """
        self.check_passphrase(given, user)
        check_key_file_rule(self.records, has_one=credential(given).key_file is not None)
        check_login_free(self.records, self.header, user.login)
        slot = self.slot_for(user, given, seed=seed, kdf=kdf, temporary=temporary)
        known = replace(user, public_key=Ed25519Signer(user.id, seed).public_key)
        self.store.add_user(self.records, known)
        self.header = self.header.with_slot(slot)
        write_header(self.folder, self.header)
        return known

    def check_passphrase(self, given: Secret, user: User) -> None:
        """Refuse a passphrase for a user that is too easy to guess for who knows them and the unit.

        Raises:
            WeakPassphrase: If so.
        """
        names = (user.name, self.unit.name, self.unit.authority)
        check_passphrase(credential(given).passphrase, login=user.login, names=names)

    def slot_for(self, user: User, given: Secret, *, seed: bytes, kdf: KdfCost, temporary: bool) -> Slot:
        """Return a slot to the vault's key for a user; nothing is written."""
        return new_user_slot(
            user.id,
            user.login,
            Unwrapped(self.vault_key, seed),
            vault_id=self.header.id,
            name_key=self.header.name_key,
            given=given,
            cost=kdf,
            temporary=temporary,
        )
