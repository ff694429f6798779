"""``python -m tests.benchmarks``: measures every row in one run and prints the table.

Writes nothing unless told to with ``--write FILE``, which replaces what stands between the two marks there.
"""

import argparse
import datetime as dt
import importlib
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, cast

from screening_app import settings
from screening_app.i18n import use_language
from tests.benchmarks.figures import Figure, Scale, table

ROWS = (
    "answer_commit",
    "answer_meaning",
    "over_time",
    "search",
    "paper",
    "opening",
    "large_unit",
    "proven_backup",
    "memory",
    "command_start",
    "window_start",
    "window_moments",
)
"""Modules of ``tests.benchmarks.rows``, in the order of the table."""

BEGIN, END = "<!-- bench: begin -->\n", "<!-- bench: end -->\n"
_BUSY = 0.7


class Row(Protocol):
    """A module that measures."""

    def measure(self, scale: Scale) -> Iterator[Figure]:
        """Give the figures."""


def main(words: Sequence[str] | None = None) -> int:
    """Measure, print, and write where asked; 1 if a budget is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("rows", nargs="*", metavar="ROW", help=", ".join(ROWS))
    parser.add_argument("--quick", action="store_true", help="only see whether it runs")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table between the marks of FILE")
    options = parser.parse_args(words)
    before = os.getloadavg()[0]
    with TemporaryDirectory() as home:
        os.environ |= {
            "HOME": home,
            settings.DATA_DIR_VARIABLE: str(Path(home) / "data"),
            "LC_ALL": "C.UTF-8",
        }
        use_language("en", settings.catalogs_folder())
        figures = [figure for name in options.rows or ROWS for figure in measured(name, Scale(options.quick))]
    text = f"{surroundings(before)}\n\n{table(figures)}"
    print(text)
    if options.write:
        put(options.write, text)
    return not options.quick and any(figure.is_kept is False for figure in figures)


def measured(name: str, scale: Scale) -> Iterator[Figure]:
    """Give the figures of a module."""
    row = cast("Row", importlib.import_module(f"tests.benchmarks.rows.{name}"))
    for figure in row.measure(scale):
        print(" · ".join(filter(None, figure.cells())), file=sys.stderr, flush=True)
        yield figure


def surroundings(load: float) -> str:
    """Say where and when, and how busy the machine was."""
    cores = os.cpu_count() or 1
    busy = " **The machine was busy with other work: use the ratios only.**" if load > _BUSY * cores else ""
    return (
        f"{dt.datetime.now(dt.UTC):%Y-%m-%d}, {platform.system()} {platform.machine()}, {cores} cores, "
        f"Python {platform.python_version()}, "
        f"load when it began {load:.1f}, when it ended {os.getloadavg()[0]:.1f}.{busy}"
    )


def put(path: Path, text: str) -> None:
    """Replace what stands between the marks."""
    head, _begin, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    _old, end, tail = rest.partition(END)
    if not end:
        message = f"{path} lacks the marks {BEGIN.strip()} and {END.strip()}"
        raise SystemExit(message)
    path.write_text(f"{head}{BEGIN}{text}{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
