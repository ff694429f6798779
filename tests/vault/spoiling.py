"""Spoiling a vault, and holding that it is refused so and left as it is."""

from pathlib import Path

import pytest

from screening_app.domain.errors import ScreeningAppError
from screening_app.vault.cipher import GuardedConnection, connect
from screening_app.vault.keys import database_key
from tests.vault.making import (
    files,
    reopen,
)

DATABASE = "records-1.db"


def flip(path: Path, at: int) -> None:
    """Change one bit of a file."""
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def raw(folder: Path) -> GuardedConnection:
    """Return a connection past the repositories, as another program with the key would have."""
    vault = reopen(folder)
    key = database_key(vault.vault_key, vault.header.id, vault.header.cipher)
    vault.close()
    return connect(folder / DATABASE, key, mode="write")


def refused(folder: Path, kind: type[ScreeningAppError], **how: str) -> ScreeningAppError:
    """Open the vault, hold that it is refused so and nothing changed, and return the error."""
    before = files(folder) if folder.exists() else {}
    with pytest.raises(kind) as caught:
        reopen(folder, **how)  # type: ignore[arg-type]
    assert type(caught.value) is kind
    assert (files(folder) if folder.exists() else {}) == before
    return caught.value
