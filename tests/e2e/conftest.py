"""One vault with one closed conversation, made once and copied for every test that spoils it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.e2e.desk import DEMO, Desk, make_desk


@pytest.fixture(scope="session")
def told_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, str]:
    """Return a desk whose vault holds the demo's yes, and the conversation's id."""
    desk = make_desk(tmp_path_factory.mktemp("told") / "desk")
    said = desk.run("run", "pathway-health", "--answers", str(DEMO / "yes.answers.yaml"), "--json")
    assert said.status == 0, said.err
    return desk, json.loads(said.out)["screening"]


@pytest.fixture
def told(told_once: tuple[Desk, str], tmp_path: Path) -> tuple[Desk, str]:
    """Return a copy of it."""
    desk, screening = told_once
    copy = tmp_path / "desk"
    shutil.copytree(desk.folder, copy)
    return Desk(copy), screening


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk with an empty vault."""
    return make_desk(tmp_path / "desk")
