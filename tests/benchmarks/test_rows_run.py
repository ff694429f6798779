"""Every row can be measured, so that the benchmark cannot rot; and the table says what was measured."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol, cast

import pytest

from tests.benchmarks.__main__ import BEGIN, END, ROWS, put
from tests.benchmarks.figures import Figure, Scale, Side, table
from tests.helpers.screen import HAS_XVFB, NO_XVFB


class Row(Protocol):
    def measure(self, scale: Scale) -> Iterator[Figure]: ...


@pytest.mark.parametrize("name", ROWS)
def test_each_row_gives_its_figures(name: str, own_home: Path) -> None:
    if name.startswith("window") and not HAS_XVFB:
        pytest.skip(NO_XVFB)
    own_home.mkdir(parents=True, exist_ok=True)
    row = cast("Row", importlib.import_module(f"tests.benchmarks.rows.{name}"))

    figures = list(row.measure(Scale(quick=True)))

    assert figures
    assert all(figure.ours is not None and min(figure.ours.values) >= 0 for figure in figures)


def test_a_budget_on_the_ratio_looks_at_both_sides() -> None:
    ours, theirs = Side("", (1.2, 1.4, 5.0)), Side("bare", (1.0, 1.0, 9.0))

    assert Figure(what="a", ours=ours, theirs=theirs, of="ratio", budget=1.4).is_kept
    assert not Figure(what="a", ours=ours, theirs=theirs, of="ratio", budget=1.3).is_kept


def test_a_budget_on_the_slowest_is_not_kept_by_a_good_median() -> None:
    side = Side("", (1.0,) * 90 + (30.0,) * 10)

    assert Figure(what="a", ours=side, budget=10).is_kept
    assert not Figure(what="a", ours=side, of="p95", budget=10).is_kept


def test_what_is_not_built_is_said_and_neither_kept_nor_broken() -> None:
    missing = Figure(what="lock", budget=400, note="later")

    assert missing.is_kept is None
    assert "| lock | not built yet |" in table([missing])


def test_the_table_replaces_the_one_before_and_nothing_else(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}old\n{END}after\n", encoding="utf-8")

    put(page, "new\n")
    put(page, "newer\n")

    assert page.read_text(encoding="utf-8") == f"before\n{BEGIN}newer\n{END}after\n"


def test_a_page_without_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("mine\n", encoding="utf-8")

    with pytest.raises(SystemExit, match="lacks the marks"):
        put(page, "new\n")

    assert page.read_text(encoding="utf-8") == "mine\n"
