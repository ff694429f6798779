"""What one row of the table says, and how it is put into words."""

import random
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

Of = Literal["median", "p95", "ratio"]

MS = "ms"
US = "µs"
MIB = "MiB"
_TO_UNIT = {MS: 1e-6, US: 1e-3}


@dataclass(frozen=True, slots=True)
class Scale:
    """How often to do what.

    Attributes:
        quick: Only see whether it runs; the figures mean nothing.
    """

    quick: bool = False

    def times(self, usually: int, quickly: int = 2) -> int:
        """Return how often."""
        return quickly if self.quick else usually


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison, with every single value."""

    name: str
    values: Sequence[float]

    @property
    def median(self) -> float:
        """Return the median."""
        return statistics.median(self.values)

    def percentile(self, percent: int) -> float:
        """Return the value that so many per cent do not exceed."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, round(percent / 100 * (len(ordered) - 1)))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A row of the table.

    Attributes:
        ours: None if there is nothing to measure yet; ``note`` says what is missing.
        budget: Most that DESIGN 12 allows of ``of``; None where it sets no limit.
    """

    what: str
    ours: Side | None = None
    theirs: Side | None = None
    unit: str = MS
    of: Of = "median"
    budget: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Return our median over the other side's."""
        return self.ours.median / self.theirs.median if self.ours and self.theirs else None

    @property
    def is_kept(self) -> bool | None:
        """Tell whether the budget is kept; None where there is none, or no figure."""
        if self.ours is None or self.budget is None:
            return None
        if self.of == "ratio":
            return self.ratio is not None and self.ratio <= self.budget
        return (self.ours.percentile(95) if self.of == "p95" else self.ours.median) <= self.budget

    def cells(self) -> tuple[str, ...]:
        """Return the row: what, ours, other side, ratio, budget, kept, note."""
        kept = {True: "yes", False: "**no**", None: ""}[self.is_kept]
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        ours = self._said(self.ours) if self.ours else "not built yet"
        return self.what, ours, self._said(self.theirs), ratio, self._allowed(), kept, self.note

    def _said(self, side: Side | None) -> str:
        if side is None:
            return ""
        spread = f"{_short(side.percentile(5))}–{_short(side.percentile(95))}"
        name = f"{side.name}: " if side.name else ""
        single = len(side.values) == 1
        return f"{name}{_short(side.median)} {self.unit}" + (
            "" if single else f" ({spread}, n={len(side.values)})"
        )

    def _allowed(self) -> str:
        if self.budget is None:
            return ""
        if self.of == "ratio":
            return f"≤ {self.budget:g} ×"
        return f"{'p95 ' if self.of == 'p95' else ''}≤ {self.budget:g} {self.unit}"


def _short(value: float) -> str:
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:.0f}"


@dataclass(slots=True)
class Watch:
    """Collects how long things took."""

    unit: str
    values: list[float]

    @contextmanager
    def running(self) -> Iterator[None]:
        """Measure a block."""
        begun = time.perf_counter_ns()
        yield
        self.values.append((time.perf_counter_ns() - begun) * _TO_UNIT[self.unit])

    def time(self, work: Callable[[], object]) -> None:
        """Measure a call."""
        begun = time.perf_counter_ns()
        work()
        self.values.append((time.perf_counter_ns() - begun) * _TO_UNIT[self.unit])

    def side(self, name: str = "") -> Side:
        """Return what was collected."""
        return Side(name, tuple(self.values))


def watch(unit: str = MS) -> Watch:
    """Return a watch that has measured nothing yet."""
    return Watch(unit, [])


def drawn(seed: int) -> random.Random:
    """Return chance that is the same in every run."""
    return random.Random(seed)  # noqa: S311 (an order, and no secret)


def table(figures: Sequence[Figure]) -> str:
    """Return the rows as a table in Markdown."""
    heads = ("What", "Ours: median (p5–p95)", "The other side", "Ratio", "Budget", "Kept", "Note")
    rows = [heads, tuple("---" for _ in heads), *(figure.cells() for figure in figures)]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows) + "\n"
