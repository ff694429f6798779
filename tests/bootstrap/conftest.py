"""A vault with an administrator, and the place of a key file."""

from pathlib import Path

import pytest

from screening_app.domain.access import Role
from tests.e2e.desk import make_desk


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Return a vault with one user, an administrator."""
    return make_desk(tmp_path / "desk", role=Role.ADMINISTRATOR).vault


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the place of a key file."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick" / "a.key"
