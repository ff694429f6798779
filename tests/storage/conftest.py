"""What the tests of storage start from: an open vault, a conversation, a colleague without a relation."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from screening_app.domain.access import Access
from screening_app.domain.ids import UserId
from screening_app.vault.opened import OpenVault
from tests.vault.making import CHEAP, ENTROPY, Begun, access_of, begin, make_vault


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[OpenVault]:
    """Return a vault open for writing."""
    opened = make_vault(tmp_path / "vault")
    yield opened
    opened.close()


@pytest.fixture
def begun(vault: OpenVault) -> Begun:
    """Return a conversation that has begun."""
    return begin(vault)


@pytest.fixture
def colleague(vault: OpenVault) -> Access:
    """Return the access of somebody of the same unit and role who has no relation to the person."""
    user = replace(vault.user, id=UserId(ENTROPY.new_id()), login="berit", name="Berit")
    known = vault.add_user(user, "fem blåa elefanter dricker te", seed=os.urandom(32), kdf=CHEAP)
    return access_of(vault, known)
