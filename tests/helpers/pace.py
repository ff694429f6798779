"""How slow this machine is just now: budgets in seconds are for one that does nothing else."""

import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import Final

GROSS: Final = 2
"""A test fails at so many times a budget: something is badly wrong. Budgets are kept by ``make bench``."""

IDLE_SECONDS: Final = 0.11
"""What starting Python and importing QtWidgets takes on an idle machine (PLATFORM 2)."""


@dataclass
class Pace:
    """Samples taken between the steps of a measurement."""

    samples: list[float] = field(default_factory=list)

    def take(self) -> float:
        """Start Python and Qt once; return how many times longer it took than on an idle machine."""
        begun = time.monotonic()
        subprocess.run([sys.executable, "-c", "import PySide6.QtWidgets"], check=True)
        self.samples.append(time.monotonic() - begun)
        return max(1.0, self.samples[-1] / IDLE_SECONDS)

    def slowness(self) -> float:
        """Return how many times longer the middle sample took; never less than 1."""
        return max(1.0, statistics.median(self.samples) / IDLE_SECONDS)
