"""``vault.json``: what must be known before a key is there. It holds no personal data.

The header is written whole or not at all, and stands twice with the same content. The copy is
never older than the header: an older one would keep a removed user's slot alive (DESIGN 5). So it
is taken away before a new header is written and put back after.
"""

import hashlib
import json
from pathlib import Path
from typing import Annotated, Literal

import rfc8785
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from screening_app.domain.keys import KeysHeld
from screening_app.vault.errors import HeaderDamaged, LoginTaken, ReadOnlyVault, VaultMissing, VaultTooNew
from screening_app.vault.files import fsync_folder, remove_durably, write_durably

FORMAT = "samtalsstod-vault"
VERSION = 1
HEADER_FILE = "vault.json"
COPY_FILE = "vault.json.copy"
USER_SLOT = "user"
RECOVERY_SLOT = "recovery"
"""Reserved: such a slot has no name and no passphrase, but a key that shares put together."""

_LARGEST = 1 << 20
_TELLING = 16


def _hex(size: int) -> object:
    return Field(pattern=rf"^[0-9a-f]{{{2 * size}}}$")


Hex12 = Annotated[str, _hex(12)]
Hex16 = Annotated[str, _hex(16)]
Hex32 = Annotated[str, _hex(32)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, strict=True)


class Cipher(_Part):
    """How the database is encrypted.

    Attributes:
        salt: SQLCipher's salt. Given together with the key, so that the first page, where the
            file keeps it, may be damaged without taking the file with it.
    """

    name: Literal["sqlcipher-4"] = "sqlcipher-4"
    page_size: Literal[4096] = 4096
    salt: Hex16


class Kdf(_Part):
    """How a passphrase becomes a key; upper bounds keep a damaged header from eating the memory.

    Attributes:
        memory: In KiB.
        time: Passes over the memory.
    """

    name: Literal["argon2id"] = "argon2id"
    memory: int = Field(ge=8, le=4 << 20)
    time: int = Field(ge=1, le=64)
    parallelism: int = Field(ge=1, le=16)
    salt: Hex16


class Slot(_Part):
    """One way to the vault key.

    Attributes:
        id: Id of the user, for kind ``user``.
        kind: ``user``, ``recovery``, or a kind that a later version adds.
        name_tag: Keyed hash of the normalised login.
        exchange_key: X25519 public key that belongs to the slot: whoever rotates the vault key
            can seal the new one to it without knowing the slot's passphrase.
        kdf: ``None`` where the way in is a key and not a passphrase.
        nonce: Of AES-256-GCM.
        wrapped: Ciphertext and tag of the vault key, followed in user slots by the Ed25519 seed.
        sealed: A newer vault key, sealed to ``exchange_key`` by whoever rotated it. It takes the place
            of the wrapped one when the slot is opened next.
        key_file: Whether the slot opens with its key file only (``key_file.py``).
        temporary: Whether somebody else gave the passphrase, so that its only use is to choose another.
            Like everything here but ``nonce``, ``wrapped`` and ``sealed`` it is authenticated with the
            secret: whoever changes it in the file has a slot that opens no more.
    """

    id: str = Field(pattern=r"^[0-9A-Za-z-]{1,64}$")
    kind: str = Field(pattern=r"^[a-z-]{1,32}$")
    name_tag: Hex32 | None
    exchange_key: Hex32
    kdf: Kdf | None
    nonce: Hex12
    wrapped: str = Field(pattern=r"^([0-9a-f]{2}){32,1024}$")
    sealed: str | None = Field(default=None, pattern=r"^([0-9a-f]{2}){32,1024}$")
    key_file: bool = False
    temporary: bool = False

    @model_validator(mode="after")
    def _complete(self) -> "Slot":
        if self.kind == USER_SLOT and (self.kdf is None or self.name_tag is None):
            raise ValueError("a user's slot has a login and a passphrase")
        return self

    def bound(self) -> dict[str, object]:
        """Return what is authenticated with the secret: all but the secret, as plain JSON values."""
        return self.model_dump(mode="json", exclude={"nonce", "wrapped", "sealed"})


class Header(_Part):
    """The whole header.

    Attributes:
        generation: Counts key rotations and restores; names the database.
        key_check: Tells a right vault key from a wrong one without the database.
        name_key: Key of the slots' name tags.
    """

    format: Literal["samtalsstod-vault"] = "samtalsstod-vault"
    version: Literal[1] = 1
    id: str = Field(pattern=r"^[0-9A-Za-z-]{1,64}$")
    generation: int = Field(ge=1)
    database: str = Field(pattern=r"^records-[1-9][0-9]*\.db$")
    cipher: Cipher
    key_check: Hex32
    name_key: Hex32
    slots: tuple[Slot, ...] = Field(min_length=1, strict=False)

    @property
    def keys_held(self) -> KeysHeld:
        """Who holds a key, without anything secret."""
        return KeysHeld(
            vault=self.id,
            key=self.key_check,
            slots={slot.id: _checksum(slot.bound())[:_TELLING] for slot in self.slots},
        )

    @property
    def has_recovery(self) -> bool:
        """Whether recovery sheets open the vault."""
        return bool(self.recovery_slots)

    @property
    def recovery_slots(self) -> tuple[Slot, ...]:
        """The slots that recovery sheets open, the newest last."""
        return tuple(slot for slot in self.slots if slot.kind == RECOVERY_SLOT)

    @property
    def has_earlier_sheets(self) -> bool:
        """Whether sheets were made while those before them open the vault still."""
        return len(self.recovery_slots) > 1

    def with_slot(self, slot: Slot) -> "Header":
        """Return the header with this slot in the place of the one with its id, or behind all."""
        known_already = any(known.id == slot.id for known in self.slots)
        kept = tuple(slot if known.id == slot.id else known for known in self.slots)
        return self.model_copy(update={"slots": kept if known_already else (*kept, slot)})

    def check_login_free(self, name_tag: str | None) -> None:
        """Refuse a login that somebody has.

        Raises:
            LoginTaken: If so.
        """
        if any(known.name_tag == name_tag for known in self.slots if known.name_tag is not None):
            raise LoginTaken

    def without_slot(self, slot_id: str) -> "Header":
        """Return the header without the slot of that id."""
        return self.model_copy(update={"slots": tuple(slot for slot in self.slots if slot.id != slot_id)})


def database_name(generation: int) -> str:
    """Return the file name of that generation's database."""
    return f"records-{generation}.db"


def encode_header(header: Header) -> bytes:
    """Return the bytes of ``vault.json``: the fields and a checksum over their RFC 8785 form."""
    content = header.model_dump(mode="json")
    return json.dumps(content | {"checksum": _checksum(content)}, indent=1).encode() + b"\n"


def decode_header(untrusted: bytes) -> Header:
    """Return the header that these bytes hold.

    Raises:
        VaultTooNew: If a newer version wrote them; the checksum is the same in every version.
        HeaderDamaged: If they are not what was written.
    """
    try:
        content = json.loads(untrusted)
        checksum = content.pop("checksum")
        version = content["version"]
        sound = content["format"] == FORMAT and checksum == _checksum(content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise HeaderDamaged from None
    if not sound:
        raise HeaderDamaged
    if isinstance(version, int) and version > VERSION:
        raise VaultTooNew
    try:
        return Header.model_validate(content)
    except ValidationError:
        raise HeaderDamaged from None


def read_header(folder: Path) -> Header:
    """Return the folder's header, from the copy if the first is damaged; changes nothing.

    Raises:
        VaultMissing: If there is no vault.
        VaultTooNew: If a newer version wrote it.
        HeaderDamaged: If neither can be used, or if there are records and no header.
    """
    found = [read for name in (HEADER_FILE, COPY_FILE) if (read := _read(folder / name)) is not None]
    if not found:
        if any(folder.glob("records-*.db")):
            raise HeaderDamaged
        raise VaultMissing(folder=str(folder))
    for untrusted in found:
        try:
            return decode_header(untrusted)
        except HeaderDamaged:
            continue
    raise HeaderDamaged


def write_header(folder: Path, header: Header) -> None:
    """Make this the folder's header, durably and whole, and its copy the same."""
    content = encode_header(header)
    remove_durably(folder / COPY_FILE)
    write_durably(folder / HEADER_FILE, content)
    write_durably(folder / COPY_FILE, content)


def repair_header(folder: Path, header: Header) -> bool:
    """Make both files say what was read, and tell whether one of them had to be written."""
    content = encode_header(header)
    stale = [name for name in (HEADER_FILE, COPY_FILE) if _read(folder / name) != content]
    for name in stale:
        write_durably(folder / name, content)
    if stale:
        fsync_folder(folder)
    return bool(stale)


def _checksum(content: object) -> str:
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()  # type: ignore[arg-type]


def _read(path: Path) -> bytes | None:
    try:
        if path.stat().st_size > _LARGEST:
            return b""
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except PermissionError:
        raise ReadOnlyVault from None
    except OSError:
        return b""
