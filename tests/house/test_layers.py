"""Every contract on who may import whom is kept, and each can be broken."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.helpers.surroundings import CHECKOUT

BREACHES = {
    "layers": ("screening_app/services/planted.py", "import screening_app.bootstrap\n"),
    "no-adapters": ("screening_app/cli/planted.py", "import screening_app.storage\n"),
    "pure": ("screening_app/engine/planted.py", "import random\n"),
    "domain-stdlib": ("screening_app/domain/planted.py", "import pydantic\n"),
    "no-network": ("screening_app/services/planted.py", "import socket\n"),
    "sql-in-storage": ("screening_app/services/planted.py", "import sqlalchemy\n"),
    "qt-in-gui": ("screening_app/cli/planted.py", "import PySide6.QtCore\n"),
    "presenters-without-qt": ("screening_app/gui/presenters/planted.py", "import PySide6.QtCore\n"),
}


def contracts() -> dict[str, str]:
    """Return id and name of every contract."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    return {one["id"]: one["name"] for one in project["tool"]["importlinter"]["contracts"]}


def lint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Check the contracts of a copy of the project."""
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of the package, with a ``bootstrap`` if it has none yet."""
    without_caches = shutil.ignore_patterns("__pycache__")
    shutil.copytree(CHECKOUT / "screening_app", tmp_path / "screening_app", ignore=without_caches)
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    (tmp_path / "screening_app" / "bootstrap.py").touch()
    return tmp_path


def test_every_contract_has_a_breach_here() -> None:
    assert set(contracts()) == set(BREACHES)


@pytest.mark.parametrize("contract", BREACHES)
def test_contract_can_be_broken(contract: str, copy: Path) -> None:
    path, line = BREACHES[contract]
    assert lint(copy, "--contract", contract).returncode == 0

    (copy / path).write_text(line, "utf-8")
    done = lint(copy, "--contract", contract)

    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{contracts()[contract]} BROKEN" in " ".join(done.stdout.split())


def test_a_room_nobody_decided_on_breaks_the_layers(copy: Path) -> None:
    (copy / "screening_app" / "planted.py").touch()

    done = lint(copy, "--contract", "layers")

    assert done.returncode == 1
    assert "planted" in done.stdout


def test_all_contracts_are_kept() -> None:
    done = lint(CHECKOUT)

    assert done.returncode == 0, done.stdout
