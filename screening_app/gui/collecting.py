"""Collects Python's garbage between events only, and on the thread of the windows only.

Python collects whenever something is allocated: inside a paint or a layout, or on a worker's
thread. A page that goes just then is deleted while Qt still walks over it, and the process ends
(measured: 40 pages shown, dropped and re-themed crash every time; collected between events, never).
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 500
"""How often is looked whether there is something to collect."""


class Collecting(QObject):
    """Takes collection over from Python for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect_what_is_due)
        self._timer.start(EVERY_MS)

    def collect_what_is_due(self) -> None:
        """Collect the oldest generation whose threshold is passed, as Python would have done."""
        pairs = zip(gc.get_count(), gc.get_threshold(), strict=True)
        due = [generation for generation, (count, most) in enumerate(pairs) if count > most]
        if due:
            gc.collect(due[-1])

    def stop(self) -> None:
        """Give collection back to Python."""
        self._timer.stop()
        gc.enable()
