"""A closed vault to begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vault.enumerating import STORED
from tests.vault.making import (
    answered,
    begin,
    make_vault,
    save,
)
from tests.vault.tracing import Answering


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a closed vault with one answer."""
    vault = make_vault(tmp_path / "vault")
    begun = begin(vault)
    save(vault, answered(begun, 1), access=begun.access)
    vault.close()
    return tmp_path / "vault"


@pytest.fixture
def master(tmp_path: Path) -> Path:
    """Return a vault with two answers, closed."""
    vault = make_vault(tmp_path / "master")
    begun = begin(vault)
    save(vault, *(answered(begun, number) for number in range(1, STORED + 1)), access=begun.access)
    vault.close()
    return tmp_path / "master"


@pytest.fixture
def answering(tmp_path: Path) -> Iterator[Answering]:
    """Return the serving process."""
    with Answering(tmp_path) as serving:
        yield serving
