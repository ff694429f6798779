"""A closed vault to begin with."""

from pathlib import Path

import pytest

from tests.vault.making import (
    answered,
    begin,
    make_vault,
    save,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a closed vault with one answer."""
    vault = make_vault(tmp_path / "vault")
    begun = begin(vault)
    save(vault, answered(begun, 1), access=begun.access)
    vault.close()
    return tmp_path / "vault"
