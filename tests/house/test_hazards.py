"""Every hazard names the test that proves its control, and that test exists."""

import ast
import re
from pathlib import PurePosixPath

import pytest

from tests.helpers.surroundings import CHECKOUT

COLUMNS = 3


def rows(table: str) -> list[list[str]]:
    """Return the cells of each row below the head of a Markdown table."""
    lines = [line.strip().strip("|").split("|") for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line] for line in lines[2:]]


def named_tests(cell: str) -> list[str]:
    """Return the tests that a cell names."""
    return re.findall(r"`([^`]+)`", cell)


def exists(test: str) -> bool:
    """Whether there is such a test function, in such a file."""
    path, _, name = test.partition("::")
    file = CHECKOUT / PurePosixPath(path)
    if not name.startswith("test_") or not file.is_file():
        return False
    tree = ast.parse(file.read_text("utf-8"))
    return name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


HAZARDS = rows((CHECKOUT / "docs" / "hazards.md").read_text("utf-8"))
THREATS = rows((CHECKOUT / "docs" / "threat-model.md").read_text("utf-8"))
ADVERSARIES = (
    "Stolen workstation",
    "Curious colleague",
    "Staff member who is the one using violence",
    "Coerced user",
    "Shared account",
    "Thief of a backup",
    "Maker of a malicious form file or bundle",
    "Remote support",
)
"""Who must have a row, whatever else is in the table."""


@pytest.mark.parametrize("row", HAZARDS, ids=lambda row: row[0][:40])
def test_hazard_has_a_control_and_its_test_exists(row: list[str]) -> None:
    assert len(row) == COLUMNS
    assert all(row)
    assert named_tests(row[-1])
    assert [test for test in named_tests(row[-1]) if not exists(test)] == []


@pytest.mark.parametrize("row", THREATS, ids=lambda row: row[0][:40])
def test_threat_has_a_control_its_tests_exist_and_what_stays_open_is_said(row: list[str]) -> None:
    _who, _wants, holds, tests, stays = row
    assert holds
    assert named_tests(tests)
    assert [test for test in named_tests(tests) if not exists(test)] == []
    assert "Never:" in stays
    # What cannot be prevented comes with what to do: a sentence after the one that says so.
    assert len(stays.partition("Never:")[2].split(". ")) > 1


@pytest.mark.parametrize("adversary", ADVERSARIES)
def test_every_adversary_that_was_thought_of_has_a_row(adversary: str) -> None:
    assert len([row for row in THREATS if row[0].startswith(adversary)]) == 1


@pytest.mark.parametrize(
    "test",
    ["tests/absent.py::test_it", "tests/house/test_hazards.py::test_absent", "tests/house/test_hazards.py"],
)
def test_a_test_that_does_not_exist_is_noticed(test: str) -> None:
    assert not exists(test)


def test_the_table_is_read() -> None:
    assert rows("| a | b |\n|---|---|\n| c | `d` |\n") == [["c", "`d`"]]
    assert HAZARDS
