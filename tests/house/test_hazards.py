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


@pytest.mark.parametrize("row", HAZARDS, ids=lambda row: row[0][:40])
def test_hazard_has_a_control_and_its_test_exists(row: list[str]) -> None:
    assert len(row) == COLUMNS
    assert all(row)
    assert named_tests(row[-1])
    assert [test for test in named_tests(row[-1]) if not exists(test)] == []


@pytest.mark.parametrize(
    "test",
    ["tests/absent.py::test_it", "tests/house/test_hazards.py::test_absent", "tests/house/test_hazards.py"],
)
def test_a_test_that_does_not_exist_is_noticed(test: str) -> None:
    assert not exists(test)


def test_the_table_is_read() -> None:
    assert rows("| a | b |\n|---|---|\n| c | `d` |\n") == [["c", "`d`"]]
    assert HAZARDS
